//! Table `duplicate`.

pub mod duplicate {
    //! Two persons who may be one: to be looked at.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "duplicate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub one: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub other: Uuid,
        pub score: i32,
        pub reasons: String,
        pub found_at: DateTimeUtc,
        pub dismissed_at: Option<DateTimeUtc>,
        pub dismissed_by: Option<Uuid>,
    }
    crate::no_relations!();
}
