//! Tables of oral statements.

pub mod statement {
    //! An oral statement.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "statement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: Uuid,
        pub review_id: Uuid,
        pub occasion: String,
        #[sea_orm(column_type = "Text")]
        pub title: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub version: i32,
        pub limit_seconds: Option<i32>,
        #[sea_orm(column_type = "Text")]
        pub speaks: String,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
        pub changed_at: DateTimeUtc,
        pub put_away_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod statement_edit {
    //! A text that a statement had.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "statement_edit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub statement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
        pub page: Option<String>,
        pub step: Option<i32>,
    }
    crate::no_relations!();
}

pub mod co_signer {
    //! An organisation that was asked to make a statement with another, and whether it signed.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "statement_co_signer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub statement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
        pub added_at: DateTimeUtc,
        pub signed_version: Option<i32>,
        pub signed_at: Option<DateTimeUtc>,
        pub signed_by: Option<Uuid>,
    }
    crate::no_relations!();
}

pub mod practice_run {
    //! A person read a statement aloud.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "practice_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub statement_id: Uuid,
        pub person_id: Uuid,
        pub words: i32,
        pub seconds: i32,
        pub at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod prepared {
    //! Something that had to be done before a statement can be made, and is.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "statement_prepared")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub statement_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: String,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
    }
    crate::no_relations!();
}

pub mod delivery {
    //! A statement was made.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "statement_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub statement_id: Uuid,
        pub on_date: Date,
        pub session: i32,
        #[sea_orm(column_type = "Text", nullable)]
        pub url: Option<String>,
        pub joint: bool,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
        #[sea_orm(column_type = "Text", nullable)]
        pub withdrawn_reason: Option<String>,
    }
    crate::no_relations!();
}
