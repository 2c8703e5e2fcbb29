//! Tables `training_record`, `training_record_organisation`, `record_correction`, `meeting_attendance`, `historic_count`.

pub mod training_record {
    //! The fact that a person met a version of a rule on a day.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub programme_id: Uuid,
        pub rule_version: i32,
        pub path: String,
        pub on_date: Date,
        pub workshop_id: Option<Uuid>,
        pub once_key: Option<String>,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
        pub withdrawn_reason: Option<String>,
        /// What it rests on: JSON of `domain::training::Basis`.
        pub evidence: String,
    }
    crate::no_relations!();
}

pub mod record_correction {
    //! A record taken back or put in force again: who, when, why. Rows are only added.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "record_correction")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub record_id: Uuid,
        pub what: String,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person: Option<Uuid>,
    }
    crate::no_relations!();
}

pub mod meeting_attendance {
    //! Who came to which closed meeting, as derived when it was settled.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub on_date: Date,
        pub minutes: i32,
    }
    crate::no_relations!();
}

pub mod training_record_organisation {
    //! Where the person belonged on that day.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_record_organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub record_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
    }
    crate::no_relations!();
}

pub mod historic_count {
    //! A dated count from before Upright.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "historic_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub measure: String,
        pub count: i32,
        pub from_date: Date,
        pub until_date: Date,
        pub source: String,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
    }
    crate::no_relations!();
}
