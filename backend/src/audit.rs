//! Who did what to which row, and when.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{db::Tx, error::Result, token::new_id};

mod entity {
    //! Table `audit`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub by_person: Option<Uuid>,
        pub action: String,
        pub subject: Option<Uuid>,
        pub detail: String,
    }
    crate::no_relations!();
}

impl Tx {
    /// Notes who did what to which row. `detail` holds codes and numbers, never personal data.
    pub(crate) async fn audit(
        &self,
        at: DateTime<Utc>,
        by: Option<PersonId>,
        action: &str,
        subject: Option<uuid::Uuid>,
        detail: &str,
    ) -> Result<()> {
        let row = entity::ActiveModel {
            id: Set(new_id()),
            at: Set(at),
            by_person: Set(by.map(|p| p.0)),
            action: Set(action.to_owned()),
            subject: Set(subject),
            detail: Set(detail.to_owned()),
        };
        entity::Entity::insert(row).exec_without_returning(&**self).await?;
        Ok(())
    }
}
