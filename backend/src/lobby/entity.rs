//! Tables of talking with States.

pub mod factsheet {
    //! A page on one issue.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "factsheet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub problem: String,
        #[sea_orm(column_type = "Text")]
        pub evidence: String,
        #[sea_orm(column_type = "Text")]
        pub said_before: String,
        #[sea_orm(column_type = "Text")]
        pub asks: String,
        #[sea_orm(column_type = "Text")]
        pub contact: String,
        pub version: i32,
        pub created_at: DateTimeUtc,
        pub changed_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod advocacy_letter {
    //! A letter to a State.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "advocacy_letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub iso3: String,
        pub factsheet_id: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub addressee: String,
        #[sea_orm(column_type = "Text")]
        pub why: String,
        #[sea_orm(column_type = "Text")]
        pub ask: String,
        pub sent_on: Option<Date>,
        pub version: i32,
        pub created_at: DateTimeUtc,
        pub changed_at: DateTimeUtc,
    }
    crate::no_relations!();
}
