//! Table `meeting_evidence`: only ever added to.

pub mod evidence {
    //! Something that was seen.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting_evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub meeting_id: Uuid,
        pub person_id: Uuid,
        pub kind: String,
        pub mark: Option<String>,
        pub minutes: Option<i32>,
        pub at: DateTimeUtc,
        pub until: Option<DateTimeUtc>,
        pub note: Option<String>,
        pub by_person: Option<Uuid>,
        pub device: Option<String>,
        pub once_key: Option<String>,
        pub recorded_at: DateTimeUtc,
    }
    crate::no_relations!();
}
