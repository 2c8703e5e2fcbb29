//! Tables `question` and `question_version`.

pub mod question {
    //! A question, whatever its version.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub module_id: Uuid,
        pub slug: String,
        pub position: i32,
        pub retired_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod question_version {
    //! One version of a question; never changed. `spec` is a `domain::quiz::Question` with safe HTML.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub question_id: Uuid,
        pub version: i32,
        pub kind: String,
        pub outcome: i32,
        pub tags: String,
        pub spec: String,
        pub content_hash: String,
        pub created_at: DateTimeUtc,
    }
    crate::no_relations!();
}
