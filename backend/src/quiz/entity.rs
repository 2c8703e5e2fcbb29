//! Tables `question`, `question_version`, `attempt`, `attempt_question`.

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
    //! One version of a question; never changed.
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
        pub body_html: String,
        pub feedback_html: String,
        pub options: String,
        pub content_hash: String,
        pub created_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod attempt {
    //! One try at a quiz.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub module_id: Uuid,
        pub number: i32,
        /// Set while the attempt is open: one open attempt per person and module.
        pub open_key: Option<String>,
        pub started_at: DateTimeUtc,
        pub submitted_at: Option<DateTimeUtc>,
        pub points: Option<i32>,
        pub of_points: Option<i32>,
        pub passed_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod attempt_question {
    //! A question as it was asked in an attempt, and the answer given.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attempt_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub question_version_id: Uuid,
        pub option_order: String,
        pub chosen: Option<String>,
        pub answered_at: Option<DateTimeUtc>,
        pub points: Option<i32>,
    }
    crate::no_relations!();
}
