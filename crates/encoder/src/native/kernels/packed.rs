//! Matrices of eight-bit numbers in the order in which a product reads them.

/// Rows of a tile of a product.
pub const TILE_ROWS: usize = 12;

/// Columns of a tile of a product, and outputs of a panel of weights.
pub const TILE_COLUMNS: usize = 32;

/// The sums of a tile of a product.
pub type Tile = [[i32; TILE_COLUMNS]; TILE_ROWS];

/// 64 bytes that begin on a cache line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(64))]
pub struct CacheLine(pub [i8; 64]);

/// Four weights of each of 32 outputs: those of four inputs that follow each other.
pub type WeightGroup = [CacheLine; 2];

/// Four numbers of each of [`TILE_ROWS`] rows, the first in the lowest byte.
pub type RowGroup = [u32; TILE_ROWS];

/// Weights in panels of [`TILE_COLUMNS`] outputs, each as one group for every four inputs.
///
/// Every group begins on a cache line, wherever the allocator puts the panels.
pub struct PackedWeights {
    groups: Vec<WeightGroup>,
    groups_per_panel: usize,
}

impl PackedWeights {
    /// Packs weights `[outputs, inputs]`; `inputs` is not 0. What is missing in the last panel and
    /// in the last groups is 0.
    pub fn new(weights: &[i8], inputs: usize) -> Self {
        let groups_per_panel = inputs.div_ceil(4);
        let mut groups = Vec::new();
        for panel in weights.chunks(TILE_COLUMNS * inputs) {
            let first = groups.len();
            groups.resize(first + groups_per_panel, [CacheLine([0; 64]); 2]);
            let groups = groups.get_mut(first..).unwrap_or_default();
            for (output, row) in panel.chunks_exact(inputs).enumerate() {
                for (group, four) in groups.iter_mut().zip(row.chunks(4)) {
                    let (line, place) = (output / 16, output % 16 * 4);
                    let bytes = group.get_mut(line).and_then(|line| line.0.get_mut(place..));
                    for (byte, weight) in bytes.unwrap_or_default().iter_mut().zip(four) {
                        *byte = *weight;
                    }
                }
            }
        }
        Self { groups, groups_per_panel }
    }

    /// The panels, in the order of their outputs.
    pub fn panels(&self) -> impl Iterator<Item = &[WeightGroup]> {
        self.groups.chunks_exact(self.groups_per_panel)
    }
}

/// Rows in blocks of [`TILE_ROWS`], each as one group for every four columns; the memory is used
/// again.
#[derive(Debug, Default)]
pub struct PackedRows {
    groups: Vec<RowGroup>,
    groups_per_block: usize,
}

impl PackedRows {
    /// Forgets all rows; the next ones have `columns` numbers, which is not 0.
    pub fn clear(&mut self, columns: usize) {
        self.groups.clear();
        self.groups_per_block = columns.div_ceil(4);
    }

    /// Adds a block of at most [`TILE_ROWS`] rows; what is missing is 0.
    pub fn push<'r>(&mut self, rows: impl Iterator<Item = &'r [u8]>) {
        let first = self.groups.len();
        self.groups.resize(first + self.groups_per_block, [0; TILE_ROWS]);
        let groups = self.groups.get_mut(first..).unwrap_or_default();
        for (place, row) in rows.take(TILE_ROWS).enumerate() {
            let (fours, rest) = row.as_chunks::<4>();
            for (group, four) in groups.iter_mut().zip(fours) {
                if let Some(number) = group.get_mut(place) {
                    *number = u32::from_le_bytes(*four);
                }
            }
            let last = groups.get_mut(fours.len()).and_then(|group| group.get_mut(place));
            if let Some(number) = last {
                *number = rest.iter().rev().fold(0, |bytes, byte| bytes << 8 | u32::from(*byte));
            }
        }
    }

    /// The blocks, in the order of their rows.
    pub fn blocks(&self) -> impl Iterator<Item = &[RowGroup]> {
        self.groups.chunks_exact(self.groups_per_block.max(1))
    }
}
