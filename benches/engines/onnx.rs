//! BERT as an ONNX graph, as the exporters of PyTorch and ONNX Runtime write it.
//!
//! In eight bits the graph is that of dynamic quantisation: activations with one scale a tensor,
//! weights with one an output.

use std::cell::RefCell;

use newsdesk::encoder::{Config, Precision};
use rten_onnx::onnx::{
    AttributeProto, AttributeType, DataType, GraphProto, ModelProto, NodeProto, OperatorSetIdProto,
    TensorProto, TypeProto, TypeProtoTensor, ValueInfoProto,
};
use safetensors::SafeTensors;

/// Identifiers of pieces, `[sequences, length]`.
pub const PIECES: &str = "pieces";

/// Segment types, `[sequences, length]`.
pub const TYPES: &str = "types";

/// Positions, `[1, length]`.
pub const POSITIONS: &str = "positions";

/// The result: `[sequences, length, hidden]`.
pub const VECTORS: &str = "vectors";

/// The first version of the operators of ONNX that has `Gelu`.
const OPERATOR_SET: i64 = 20;

/// The graph of a model with `weights` of single precision in the format of safetensors.
pub fn bert(config: &Config, weights: &[u8], precision: Precision) -> anyhow::Result<Vec<u8>> {
    let weights = SafeTensors::deserialize(weights)?;
    let mut builder = Builder { weights, config, precision, graph: GraphProto::default() };
    let mut vectors = builder.embedding()?;
    for layer in 0..config.num_hidden_layers {
        vectors = builder.layer(&format!("encoder.layer.{layer}"), &vectors)?;
    }
    let mut graph = builder.graph;
    graph.node.push(node("Identity", &[&vectors], &[VECTORS]));
    graph.input = [PIECES, TYPES, POSITIONS].map(|name| value(name, DataType::INT64)).to_vec();
    graph.output = vec![value(VECTORS, DataType::FLOAT)];
    let operators = OperatorSetIdProto { version: Some(OPERATOR_SET), ..Default::default() };
    let model = ModelProto {
        ir_version: Some(9),
        graph: Some(graph),
        opset_import: vec![operators],
        ..ModelProto::default()
    };
    Ok(model.write_buf()?)
}

/// The nodes and constants so far. A value is known by its name.
struct Builder<'m> {
    weights: SafeTensors<'m>,
    config: &'m Config,
    precision: Precision,
    graph: GraphProto,
}

impl Builder<'_> {
    fn embedding(&mut self) -> anyhow::Result<String> {
        let mut sum: Option<String> = None;
        for (part, ids) in [("word", PIECES), ("position", POSITIONS), ("token_type", TYPES)] {
            let table = self.weight(&format!("embeddings.{part}_embeddings.weight"))?;
            let rows = self.add("Gather", &[&table, ids]);
            sum = Some(match sum {
                Some(sum) => self.add("Add", &[&sum, &rows]),
                None => rows,
            });
        }
        self.norm("embeddings.LayerNorm", &sum.unwrap_or_default())
    }

    fn layer(&mut self, name: &str, input: &str) -> anyhow::Result<String> {
        let context = self.attention(&format!("{name}.attention.self"), input)?;
        let context = self.quantise(context);
        let output = self.linear(&format!("{name}.attention.output.dense"), &context)?;
        let sum = self.add("Add", &[&output, input]);
        let vectors = self.norm(&format!("{name}.attention.output.LayerNorm"), &sum)?;
        let quantised = self.quantise(vectors.clone());
        let up = self.linear(&format!("{name}.intermediate.dense"), &quantised)?;
        let active = self.add("Gelu", &[&up]);
        let active = self.quantise(active);
        let down = self.linear(&format!("{name}.output.dense"), &active)?;
        let sum = self.add("Add", &[&down, &vectors]);
        self.norm(&format!("{name}.output.LayerNorm"), &sum)
    }

    #[expect(clippy::cast_precision_loss, reason = "a size far below 2^24")]
    fn attention(&mut self, name: &str, input: &str) -> anyhow::Result<String> {
        let heads = self.config.num_attention_heads;
        let head_size = self.config.hidden_size / heads;
        let split = self.integers(&[0, 0, i64::try_from(heads)?, i64::try_from(head_size)?]);
        let input = self.quantise(input.to_owned());
        let [queries, keys, values] =
            [("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])].map(
                |(part, order)| -> anyhow::Result<String> {
                    let projected = self.linear(&format!("{name}.{part}"), &input)?;
                    let heads = self.add("Reshape", &[&projected, &split]);
                    Ok(self.add_with("Transpose", &[&heads], integers("perm", &order)))
                },
            );
        let scores = self.add("MatMul", &[&queries?, &keys?]);
        let scale = self.floats(&[], &[(head_size as f32).sqrt().recip()]);
        let scores = self.add("Mul", &[&scores, &scale]);
        let shares = self.add_with("Softmax", &[&scores], integer("axis", -1));
        let context = self.add("MatMul", &[&shares, &values?]);
        let context = self.add_with("Transpose", &[&context], integers("perm", &[0, 2, 1, 3]));
        let join = self.integers(&[0, 0, i64::try_from(self.config.hidden_size)?]);
        Ok(self.add("Reshape", &[&context, &join]))
    }

    fn norm(&mut self, name: &str, input: &str) -> anyhow::Result<String> {
        let scale = self.weight(&format!("{name}.weight"))?;
        let bias = self.weight(&format!("{name}.bias"))?;
        let epsilon = AttributeProto {
            name: Some("epsilon".to_owned()),
            f: Some(self.config.layer_norm_eps),
            r#type: Some(AttributeType::FLOAT),
            ..AttributeProto::default()
        };
        Ok(self.add_with("LayerNormalization", &[input, &scale, &bias], epsilon))
    }

    /// The input of one or more linear layers, in the precision of the graph.
    fn quantise(&mut self, name: String) -> Input {
        match self.precision {
            Precision::Float32 => Input::Float(name),
            Precision::Int8 => {
                let [values, scale, zero_point] =
                    ["values", "scale", "zero_point"].map(|part| format!("{name}.{part}"));
                let outputs = [values.as_str(), &scale, &zero_point];
                self.graph.node.push(node("DynamicQuantizeLinear", &[&name], &outputs));
                Input::Int8 { values, scale, zero_point }
            }
        }
    }

    fn linear(&mut self, name: &str, input: &Input) -> anyhow::Result<String> {
        let bias = self.weight(&format!("{name}.bias"))?;
        let weights = self.weights.tensor(&format!("{name}.weight"))?;
        let &[outputs, inputs] = weights.shape() else {
            anyhow::bail!("{name}: not a matrix");
        };
        let weights: Vec<f32> = numbers(weights.data());
        let product = match input {
            Input::Float(input) => {
                let weights = transpose(&weights, inputs);
                let weights = self.floats(&[inputs, outputs], &weights);
                self.add("MatMul", &[input, &weights])
            }
            Input::Int8 { values, scale, zero_point } => {
                let (weights, scales) = quantise(&weights, inputs);
                let weights = transpose(&weights, inputs);
                let weights = self.bytes(&[inputs, outputs], &weights);
                let weight_zero_points = self.bytes(&[outputs], &vec![0; outputs]);
                let sums =
                    self.add("MatMulInteger", &[values, &weights, zero_point, &weight_zero_points]);
                let kind = integer("to", i64::from(DataType::FLOAT.0));
                let sums = self.add_with("Cast", &[&sums], kind);
                let scales = self.floats(&[outputs], &scales);
                let scales = self.add("Mul", &[scale, &scales]);
                self.add("Mul", &[&sums, &scales])
            }
        };
        Ok(self.add("Add", &[&product, &bias]))
    }

    /// A tensor of the weights, as it is.
    fn weight(&mut self, name: &str) -> anyhow::Result<String> {
        let tensor = self.weights.tensor(name)?;
        let (shape, bytes) = (tensor.shape().to_vec(), tensor.data().to_vec());
        Ok(self.constant(&shape, DataType::FLOAT, bytes))
    }

    fn floats(&mut self, shape: &[usize], numbers: &[f32]) -> String {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.constant(shape, DataType::FLOAT, bytes)
    }

    fn integers(&mut self, numbers: &[i64]) -> String {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.constant(&[numbers.len()], DataType::INT64, bytes)
    }

    fn bytes(&mut self, shape: &[usize], numbers: &[i8]) -> String {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.constant(shape, DataType::INT8, bytes)
    }

    #[expect(clippy::cast_possible_wrap, reason = "sizes far below 2^63")]
    fn constant(&mut self, shape: &[usize], kind: DataType, bytes: Vec<u8>) -> String {
        let name = format!("constant.{}", self.graph.initializer.len());
        self.graph.initializer.push(TensorProto {
            dims: shape.iter().map(|&size| size as i64).collect(),
            data_type: Some(kind),
            raw_data: Some(RefCell::new(bytes)),
            name: Some(name.clone()),
            ..TensorProto::default()
        });
        name
    }

    /// Appends a node; its output is the result.
    fn add(&mut self, operator: &str, inputs: &[&str]) -> String {
        let output = format!("{operator}.{}", self.graph.node.len());
        self.graph.node.push(node(operator, inputs, &[&output]));
        output
    }

    fn add_with(&mut self, operator: &str, inputs: &[&str], attribute: AttributeProto) -> String {
        let output = self.add(operator, inputs);
        if let Some(node) = self.graph.node.last_mut() {
            node.attribute.push(attribute);
        }
        output
    }
}

/// The input of a linear layer, by the names of its values.
enum Input {
    Float(String),
    Int8 { values: String, scale: String, zero_point: String },
}

fn node(operator: &str, inputs: &[&str], outputs: &[&str]) -> NodeProto {
    let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    NodeProto {
        name: outputs.first().map(ToString::to_string),
        input: owned(inputs),
        output: owned(outputs),
        op_type: Some(operator.to_owned()),
        ..NodeProto::default()
    }
}

/// An input or output of the graph.
fn value(name: &str, kind: DataType) -> ValueInfoProto {
    let tensor = TypeProtoTensor { elem_type: Some(kind), shape: None };
    ValueInfoProto {
        name: Some(name.to_owned()),
        r#type: Some(TypeProto { tensor_type: Some(tensor), ..TypeProto::default() }),
    }
}

fn integer(name: &str, number: i64) -> AttributeProto {
    AttributeProto {
        name: Some(name.to_owned()),
        i: Some(number),
        r#type: Some(AttributeType::INT),
        ..AttributeProto::default()
    }
}

fn integers(name: &str, numbers: &[i64]) -> AttributeProto {
    AttributeProto {
        name: Some(name.to_owned()),
        ints: numbers.to_vec(),
        r#type: Some(AttributeType::INTS),
        ..AttributeProto::default()
    }
}

/// Numbers of single precision from their bytes.
fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
}

/// From `[rows, columns]` to `[columns, rows]`.
fn transpose<T: Copy>(matrix: &[T], columns: usize) -> Vec<T> {
    let column = |first| matrix.iter().skip(first).step_by(columns).copied();
    (0..columns).flat_map(column).collect()
}

/// `[rows, columns]` in eight bits, symmetric, with one scale a row.
#[expect(clippy::cast_possible_truncation, reason = "the numbers lie in -127..=127")]
fn quantise(matrix: &[f32], columns: usize) -> (Vec<i8>, Vec<f32>) {
    let largest = |row: &[f32]| row.iter().fold(f32::MIN_POSITIVE, |most, x| most.max(x.abs()));
    let scales: Vec<f32> = matrix.chunks(columns).map(|row| largest(row) / 127.0).collect();
    let rows = matrix.chunks(columns).zip(&scales);
    let values = rows
        .flat_map(|(row, scale)| row.iter().map(move |number| (number / scale).round() as i8))
        .collect();
    (values, scales)
}
