//! Tables `account`, `role_grant`, `session`.

pub mod account {
    //! How a person signs in.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub email: String,
        pub password_hash: String,
        pub session_stamp: String,
        pub created_at: DateTimeUtc,
        pub disabled_at: Option<DateTimeUtc>,
        /// When the person switched spaced review off.
        pub review_mail_off_at: Option<DateTimeUtc>,
        /// Zone of the times the person reads, where they chose one.
        pub time_zone: Option<String>,
        /// How many reminders of deadlines the person wants.
        pub reminder_amount: String,
        /// When their mail server last refused a letter, and what it said, without the address.
        pub mail_refused_at: Option<DateTimeUtc>,
        pub mail_refused_words: Option<String>,
    }
    crate::no_relations!();
}

pub mod role_grant {
    //! A role for the whole network.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "role_grant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: String,
        pub granted_at: DateTimeUtc,
        pub granted_by: Option<Uuid>,
    }
    crate::no_relations!();
}

pub mod session {
    //! A browser's session; the id is stored as a hash.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub account_id: Option<Uuid>,
        pub data: String,
        pub expires_at: DateTimeUtc,
    }
    crate::no_relations!();
}
