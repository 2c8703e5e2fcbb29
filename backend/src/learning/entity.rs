//! Tables `module`, `lesson`, `lesson_done`, `glossary_term`, `lesson_note`, `bookmark`,
//! `known_module`, `spaced_review`.

pub mod module {
    //! A self-paced module.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "module")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub slug: String,
        pub position: i32,
        pub title: String,
        pub summary: String,
        pub intro_html: String,
        pub outcomes: String,
        pub pass_percent: i32,
        pub published_at: Option<DateTimeUtc>,
        /// Settings of its quiz.
        pub quiz: String,
    }
    crate::no_relations!();
}

pub mod lesson {
    //! A lesson of a module.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lesson")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub module_id: Uuid,
        pub slug: String,
        pub position: i32,
        pub title: String,
        pub words: i32,
        pub outcomes: String,
        pub html: String,
        pub retired_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

pub mod lesson_done {
    //! A lesson that a person marked done.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lesson_done")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lesson_id: Uuid,
        pub done_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod glossary_term {
    //! A term of the glossary.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "glossary_term")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub slug: String,
        pub term: String,
        pub short: String,
        pub also: String,
        pub definition: String,
        pub see: String,
    }
    crate::no_relations!();
}

pub mod lesson_note {
    //! A person's own note in the margin of a lesson.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lesson_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lesson_id: Uuid,
        pub body: String,
        pub updated_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod bookmark {
    //! A lesson a person wants to find again.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bookmark")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lesson_id: Uuid,
        pub created_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod known_module {
    //! A module a person knew before, as the test before the programme showed.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "known_module")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub module_id: Uuid,
        pub attempt_id: Uuid,
        pub known_at: DateTimeUtc,
    }
    crate::no_relations!();
}

pub mod spaced_review {
    //! Questions of a module that come back to a person.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "spaced_review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub module_id: Uuid,
        pub stage: i32,
        pub due_on: Date,
        pub mailed_at: Option<DateTimeUtc>,
        pub done_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}
