//! Table `review`.
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cycle: i32,
    pub session: i32,
    pub state: String,
    pub iso3: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub deadline: Option<Date>,
    pub adoption_session: Option<String>,
    pub source: String,
    pub confidence: String,
}
crate::no_relations!();
