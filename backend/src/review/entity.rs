//! Tables `review`, `review_date`, `review_change`, `country_link`.

pub mod review {
    //! One State in one Working Group session.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub cycle: i32,
        pub session: i32,
        pub state: String,
        pub iso3: String,
        pub adoption_session: Option<String>,
        pub source: String,
        pub confidence: String,
        pub special: Option<String>,
        pub note: String,
        /// How often anything about it was changed.
        pub revision: i32,
        pub by_hand: bool,
    }
    crate::no_relations!();
}

pub mod date {
    //! A date of a review that somebody checked.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_date")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub review_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: String,
        pub from_on: Date,
        pub until_on: Option<Date>,
        pub source: String,
        pub confidence: String,
        pub checked_on: Date,
        /// The administrator who checked it last, in the browser.
        pub checked_by: Option<Uuid>,
        /// Whether it was entered, and did not come with the program.
        pub by_hand: bool,
    }
    crate::no_relations!();
}

pub mod change {
    //! A date that moved: added, changed or taken away.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub review_id: Uuid,
        pub step: String,
        pub old_from: Option<Date>,
        pub old_until: Option<Date>,
        pub new_from: Option<Date>,
        pub new_until: Option<Date>,
        pub at: DateTimeUtc,
        pub by_person: Option<Uuid>,
    }
    crate::no_relations!();
}

pub mod link {
    //! A document or page about a State.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "country_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub iso3: String,
        pub title: String,
        pub url: String,
        pub added_at: DateTimeUtc,
        pub added_by: Uuid,
    }
    crate::no_relations!();
}
