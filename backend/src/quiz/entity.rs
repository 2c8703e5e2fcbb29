//! Tables `attempt`, `response`, `question_correction`, `extra_time`.

pub mod attempt {
    //! One try at a quiz.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub module_id: Option<Uuid>,
        pub purpose: String,
        pub quiz_key: String,
        pub number: i32,
        /// Set while the attempt is open: one open attempt per person and quiz.
        pub open_key: Option<String>,
        pub seed: i64,
        /// The settings it was started under.
        pub settings: String,
        pub started_at: DateTimeUtc,
        pub deadline_at: Option<DateTimeUtc>,
        pub submitted_at: Option<DateTimeUtc>,
        pub points: Option<i32>,
        pub of_points: Option<i32>,
        /// Open answers that wait for a trainer.
        pub waiting: i32,
        pub passed_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod response {
    //! A question as it was asked in an attempt, and what was answered.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "response")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attempt_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub question_version_id: Uuid,
        pub answer: Option<String>,
        pub sequence: i64,
        pub answered_at: Option<DateTimeUtc>,
        pub points: Option<i32>,
        pub comment: Option<String>,
        /// Points for each criterion of an open answer.
        pub rubric: Option<String>,
        pub graded_by: Option<Uuid>,
        pub graded_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod question_correction {
    //! A correction of a version after it was asked.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "question_correction")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub question_version_id: Uuid,
        pub detail: String,
        pub reason: String,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    crate::no_relations!();
}

pub mod extra_time {
    //! Extra time of a person in every quiz with a limit.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "extra_time")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub percent: i32,
        pub granted_at: DateTimeUtc,
        pub granted_by: Uuid,
    }
    crate::no_relations!();
}
