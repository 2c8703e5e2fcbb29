//! Tables `module`, `lesson`, `programme`, `training_rule`, `lesson_done`.

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
