//! Tables `person`, `person_contact`, `person_merge`.

pub mod person {
    //! A human being.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub created_at: DateTimeUtc,
        pub merged_into: Option<Uuid>,
        pub erased_at: Option<DateTimeUtc>,
        /// The name in Latin letters, see `domain::matching::key`.
        pub name_key: Option<String>,
        /// Since when the name is an alias.
        pub alias_since: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

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
