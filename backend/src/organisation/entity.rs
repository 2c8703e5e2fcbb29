//! Tables `organisation` and `membership`.

pub mod organisation {
    //! A member or associate of the network.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub name_key: String,
        pub country: String,
        pub created_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod membership {
    //! A person in an organisation, from a date, until a date.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub organisation_id: Uuid,
        pub focal_point_since: Option<DateTimeUtc>,
        pub starts_on: Date,
        pub ends_on: Option<Date>,
    }
    crate::no_relations!();
}
