//! Tables `activity`, `activity_answer`, `activity_vote`, `activity_place`, `raised_hand`.

pub mod activity {
    //! Something a trainer opens, asks afterwards or keeps.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "activity")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workshop_id: Option<Uuid>,
        pub meeting_id: Option<Uuid>,
        pub purpose: String,
        pub kind: String,
        pub title: String,
        pub prompt: String,
        pub settings: String,
        pub anonymous: bool,
        pub position: i32,
        pub step: i32,
        pub step_at: Option<DateTimeUtc>,
        pub opened_at: Option<DateTimeUtc>,
        pub closed_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    crate::no_relations!();
}

pub mod answer {
    //! An answer; of an anonymous activity without person and time.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "activity_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub activity_id: Uuid,
        pub person_id: Option<Uuid>,
        pub part: String,
        pub body: String,
        pub answer_key: Option<String>,
        pub at: Option<DateTimeUtc>,
        pub answered_at: Option<DateTimeUtc>,
        pub hidden_at: Option<DateTimeUtc>,
        pub response: Option<String>,
        pub points_milli: Option<i32>,
    }
    crate::no_relations!();
}

pub mod vote {
    //! A vote for an answer.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "activity_vote")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub answer_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub voter_key: String,
    }
    crate::no_relations!();
}

pub mod place {
    //! Somebody's group or role.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "activity_place")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub activity_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub number: i32,
        pub role: String,
    }
    crate::no_relations!();
}

pub mod hand {
    //! A raised hand.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "raised_hand")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub raised_at: DateTimeUtc,
    }
    crate::no_relations!();
}
