//! Table `invitation`.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub organisation_id: Option<Uuid>,
    pub role: String,
    pub max_uses: Option<i32>,
    pub uses: i32,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub created_by: Option<Uuid>,
    /// The workshop that whoever joins is invited to.
    pub workshop_id: Option<Uuid>,
}
crate::no_relations!();
