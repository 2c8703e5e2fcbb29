//! Tables `programme` and `training_rule`.

pub mod programme {
    //! What a training consists of.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub slug: String,
        pub title: String,
        /// Questions that the tests before and after ask for each outcome.
        pub test_per_outcome: i32,
        /// Months that its certificates hold; without end if not set.
        pub certificate_months: Option<i32>,
    }
    crate::no_relations!();
}

pub mod training_rule {
    //! A version of a programme's training rule.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "training_rule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: Uuid,
        pub version: i32,
        pub workshop_percent: i32,
        pub late_limit_minutes: i32,
        pub required_modules: String,
        pub created_at: DateTimeUtc,
        /// Who made this version; nobody for the one that came with the curriculum.
        pub created_by: Option<Uuid>,
        /// Why.
        pub reason: Option<String>,
    }
    crate::no_relations!();
}
