//! Tables of the studio.

pub mod submission {
    //! A written submission.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "submission")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: Uuid,
        pub review_id: Uuid,
        pub title: String,
        pub joint: bool,
        pub language: String,
        pub revision: i32,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
        pub changed_at: DateTimeUtc,
        pub put_away_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod submission_organisation {
    //! An organisation's part in a submission.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "submission_organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub submission_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
        pub role: String,
        pub added_at: DateTimeUtc,
        pub signed_revision: Option<i32>,
        pub signed_at: Option<DateTimeUtc>,
        pub signed_by: Option<Uuid>,
    }
    crate::no_relations!();
}

pub mod paragraph {
    //! A paragraph.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paragraph")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub section: String,
        pub kind: String,
        pub place: i64,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub version: i32,
        pub changed_at: DateTimeUtc,
        pub changed_by: Uuid,
        pub removed_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod paragraph_edit {
    //! A text that a paragraph had.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paragraph_edit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub paragraph_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub kind: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
        pub page: Option<String>,
        pub step: Option<i32>,
    }
    crate::no_relations!();
}

pub mod submission_version {
    //! A text that was kept.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "submission_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub number: i32,
        pub revision: i32,
        pub reason: String,
        #[sea_orm(column_type = "Text")]
        pub name: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub words: i32,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
    }
    crate::no_relations!();
}

pub mod paragraph_comment {
    //! A comment on a paragraph, an answer to one, or a suggestion.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paragraph_comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub paragraph_id: Uuid,
        pub answers: Option<Uuid>,
        pub by_person: Uuid,
        pub at: DateTimeUtc,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub suggestion: Option<String>,
        pub resolved_at: Option<DateTimeUtc>,
        pub resolved_by: Option<Uuid>,
        pub outcome: Option<String>,
    }
    crate::no_relations!();
}

pub mod prior_recommendation {
    //! A recommendation of the last cycle.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "prior_recommendation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub number: String,
        #[sea_orm(column_type = "Text")]
        pub body: String,
        pub states: String,
        pub position: String,
        pub mark: String,
        #[sea_orm(column_type = "Text")]
        pub evidence: String,
        pub place: i32,
        pub changed_at: DateTimeUtc,
        pub changed_by: Uuid,
        pub made_now: bool,
    }
    crate::no_relations!();
}

pub mod evidence_card {
    //! A card of evidence.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence_card")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub paragraph_id: Option<Uuid>,
        #[sea_orm(column_type = "Text")]
        pub claim: String,
        #[sea_orm(column_type = "Text")]
        pub source: String,
        pub on_date: Option<Date>,
        pub consent: String,
        pub sensitive: bool,
        pub added_at: DateTimeUtc,
        pub added_by: Uuid,
    }
    crate::no_relations!();
}

pub mod mentoring {
    //! A mentor's reading.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "mentoring")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub asked_at: DateTimeUtc,
        pub asked_by: Uuid,
        #[sea_orm(column_type = "Text")]
        pub question: String,
        pub mentor: Option<Uuid>,
        pub taken_at: Option<DateTimeUtc>,
        pub rubric: Option<String>,
        #[sea_orm(column_type = "Text")]
        pub answer: String,
        pub done_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod outcome {
    //! Something that came of a submission.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outcome")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub submission_id: Uuid,
        pub step: String,
        pub on_date: Date,
        pub certainty: String,
        #[sea_orm(column_type = "Text")]
        pub evidence: String,
        pub url: Option<String>,
        pub file_id: Option<Uuid>,
        pub at: DateTimeUtc,
        pub by_person: Uuid,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by: Option<Uuid>,
        pub withdrawn_reason: Option<String>,
    }
    crate::no_relations!();
}
