//! Tables `workshop`, `workshop_trainer`, `meeting`, `registration`, `workshop_invitation`, `meeting_reminder`.

pub mod workshop {
    //! A cohort with trainers.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub programme_id: Uuid,
        pub title: String,
        pub description: String,
        pub time_zone: String,
        pub capacity: Option<i32>,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
        pub languages: String,
        pub admission: String,
        pub canceled_at: Option<DateTimeUtc>,
        /// States it was made for, by code: the invitations of their organisations are prepared.
        pub made_for: Option<String>,
    }
    crate::no_relations!();
}

pub mod workshop_trainer {
    //! A trainer of a workshop.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_trainer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workshop_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub role: String,
    }
    crate::no_relations!();
}

pub mod meeting {
    //! A dated meeting of a workshop.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workshop_id: Uuid,
        pub position: i32,
        pub starts_at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub place: String,
        pub check_in_secret: String,
        pub check_in_opened_at: Option<DateTimeUtc>,
        pub check_in_closed_at: Option<DateTimeUtc>,
        pub closed_at: Option<DateTimeUtc>,
        pub agenda: String,
        pub canceled_at: Option<DateTimeUtc>,
        pub sequence: i32,
        pub derivation: i32,
        /// When `meeting_attendance` was first written for it, after it was closed.
        pub settled_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod registration {
    //! A person's place in a workshop.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "registration")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workshop_id: Uuid,
        pub person_id: Uuid,
        pub status: String,
        pub created_at: DateTimeUtc,
        pub changed_at: DateTimeUtc,
        pub language: Option<String>,
        pub approved_at: Option<DateTimeUtc>,
        pub declined_at: Option<DateTimeUtc>,
        pub walk_in_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod workshop_invitation {
    //! An organisation that was invited.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "workshop_invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub workshop_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
        pub invited_at: DateTimeUtc,
        pub invited_by: Uuid,
    }
    crate::no_relations!();
}

pub mod meeting_reminder {
    //! A reminder that was mailed.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meeting_reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub mailed_at: DateTimeUtc,
    }
    crate::no_relations!();
}
