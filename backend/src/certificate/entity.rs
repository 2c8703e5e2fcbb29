//! Tables `certificate`, `certificate_file`, `certificate_template`.

pub mod certificate {
    //! A frozen, signed statement of a training record.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub record_id: Uuid,
        pub person_id: Uuid,
        pub version: i32,
        pub replaces: Option<Uuid>,
        pub snapshot: String,
        pub sha256: String,
        pub signature: String,
        pub issued_at: DateTimeUtc,
        pub expires_on: Option<Date>,
        pub replaced_at: Option<DateTimeUtc>,
        pub revoked_at: Option<DateTimeUtc>,
        pub revoked_reason: Option<String>,
        pub revoked_by: Option<Uuid>,
        pub shared_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod certificate_file {
    //! The PDF, as it was first made.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub certificate_id: Uuid,
        pub bytes: Vec<u8>,
        pub sha256: String,
        pub made_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod certificate_template {
    //! The texts of a programme's certificates in one language.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "certificate_template")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub programme_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub language: String,
        pub title: String,
        pub statement: String,
        pub signatory: String,
        pub changed_at: DateTimeUtc,
        pub changed_by: Option<Uuid>,
    }
    crate::no_relations!();
}
