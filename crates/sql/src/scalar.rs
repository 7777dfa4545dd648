//! Functions of Rust values as scalar functions of Arrow arrays.

use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::{DataType, FieldRef};
use datafusion::error::{DataFusionError, Result};
use datafusion::functions::utils::make_scalar_function;
use datafusion::logical_expr::{ScalarUDF, Volatility, create_udf};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_arrow::schema::{SchemaLike, TracingOptions};

/// A column of results.
#[derive(Serialize, Deserialize)]
struct Row<Value> {
    value: Option<Value>,
}

/// A function of columns with these types that gives one value a row, none for NULL.
///
/// # Errors
///
/// If the values have no Arrow form.
pub fn scalar_function<Value: Serialize + DeserializeOwned + 'static>(
    name: &str,
    arguments: &[DataType],
    values: fn(&[ArrayRef]) -> Result<Vec<Option<Value>>>,
) -> Result<ScalarUDF> {
    let options = TracingOptions::new().sequence_as_large_list(false).strings_as_large_utf8(false);
    let fields = Vec::<FieldRef>::from_type::<Row<Value>>(options).map_err(external)?;
    let [field] = fields.as_slice() else {
        return Err(DataFusionError::Internal(format!("`{name}` has {} results", fields.len())));
    };
    let result = field.data_type().clone();
    let function = make_scalar_function(
        move |columns: &[ArrayRef]| {
            let rows: Vec<_> = values(columns)?.into_iter().map(|value| Row { value }).collect();
            let mut arrays = serde_arrow::to_arrow(&fields, &rows).map_err(external)?;
            arrays.pop().ok_or_else(|| DataFusionError::Internal("no column".to_owned()))
        },
        Vec::new(),
    );
    let arguments = arguments.to_vec();
    Ok(create_udf(name, arguments, result, Volatility::Immutable, Arc::new(function)))
}

fn external(error: serde_arrow::Error) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
