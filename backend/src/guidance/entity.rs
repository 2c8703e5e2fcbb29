//! Tables of guidance.

pub mod guidance {
    //! A request for guidance.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "guidance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: Uuid,
        pub about: String,
        #[sea_orm(column_type = "Text")]
        pub title: String,
        pub owned_by: Option<Uuid>,
        pub due_on: Date,
        pub asked_at: DateTimeUtc,
        pub asked_by: Uuid,
        pub answered_at: Option<DateTimeUtc>,
        pub settled_at: Option<DateTimeUtc>,
        pub told_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod message {
    //! Something written in a request.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "guidance_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub guidance_id: Uuid,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub file_id: Option<Uuid>,
        pub from_network: bool,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
    }
    crate::no_relations!();
}

pub mod briefing_entry {
    //! A question and its answer in the briefing.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "briefing_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub guidance_id: Uuid,
        pub about: String,
        #[sea_orm(column_type = "Text")]
        pub question: String,
        #[sea_orm(column_type = "Text")]
        pub answer: String,
        pub at: DateTimeUtc,
        pub added_by: Uuid,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
    }
    crate::no_relations!();
}
