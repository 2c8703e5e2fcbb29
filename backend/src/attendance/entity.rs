//! Table `evidence`: only ever added to.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub meeting_id: Uuid,
    pub person_id: Uuid,
    pub kind: String,
    pub mark: Option<String>,
    pub minutes: Option<i32>,
    pub at: DateTimeUtc,
    pub by_person: Option<Uuid>,
    pub check_in_key: Option<String>,
}
crate::no_relations!();
