//! Table `call_import`: rows of a call's list until its doubtful matches are answered.

pub mod call_import {
    //! A call's list that waits for answers.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_import")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub meeting_id: Uuid,
        pub rows: String,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    crate::no_relations!();
}
