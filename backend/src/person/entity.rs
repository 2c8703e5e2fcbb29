//! Tables `person_contact`, `person_merge`, `duplicate`. (`person` itself is with the account that most have.)

pub mod contact {
    //! An address or number that a person is known by, without an account.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub value: String,
    }
    crate::no_relations!();
}

pub mod merge {
    //! Two persons found to be one, and when that was undone.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_merge")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub merged: Uuid,
        pub kept: Uuid,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person: Option<Uuid>,
        pub undone_at: Option<DateTimeUtc>,
        pub undone_by: Option<Uuid>,
    }
    crate::no_relations!();
}

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
