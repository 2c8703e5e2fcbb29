//! What was corrected of questions that were asked.

use std::collections::HashMap;

use domain::quiz::Correction;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::*};

use super::entity::question_correction;
use crate::error::{Error, Result};

/// Corrections of versions, in the order they were made.
pub(super) async fn corrections(
    db: &impl ConnectionTrait,
    versions: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Correction>>> {
    use sea_orm::QueryOrder;
    let rows = question_correction::Entity::find()
        .filter(question_correction::Column::QuestionVersionId.is_in(versions))
        .order_by_asc(question_correction::Column::CreatedAt)
        .order_by_asc(question_correction::Column::Id)
        .all(db)
        .await?;
    let mut by_version: HashMap<Uuid, Vec<Correction>> = HashMap::new();
    for row in rows {
        let correction = serde_json::from_str(&row.detail).map_err(|e| Error::Other(format!("correction {}: {e}", row.id)))?;
        by_version.entry(row.question_version_id).or_default().push(correction);
    }
    Ok(by_version)
}
