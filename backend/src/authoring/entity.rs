//! Tables `document`, `document_version`, `draft`, `image`.

pub mod document {
    //! A module, lesson or question as it is written.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "document")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub module_slug: String,
        pub slug: String,
        pub position: i32,
        pub retired_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod document_version {
    //! A version that was published; never changed.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "document_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub document_id: Uuid,
        pub number: i32,
        pub source: String,
        pub origin: String,
        pub written_by: Option<Uuid>,
        pub reviewed_by: Option<Uuid>,
        pub published_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod draft {
    //! A version being written.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub document_id: Uuid,
        pub source: String,
        pub base: i32,
        pub written_by: Uuid,
        pub saved_at: DateTimeUtc,
        pub submitted_at: Option<DateTimeUtc>,
        pub review_note: Option<String>,
    }
    crate::no_relations!();
}

pub mod image {
    //! An image of the curriculum.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "image")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub media_type: String,
        pub bytes: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub created_by: Option<Uuid>,
    }
    crate::no_relations!();
}
