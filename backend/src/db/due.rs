//! Taking rows that are due from a queue, one at a time, by any server.

use sea_orm::{
    EntityTrait, QueryOrder, QuerySelect, Select,
    sea_query::{LockBehavior, LockType},
};

use super::{Db, Tx};
use crate::error::Result;

impl Db {
    /// The first of the rows that are due, in the order of two columns, held in a transaction in which whoever takes it moves
    /// it into the future. None while others hold them all.
    pub(crate) async fn next_due<E: EntityTrait>(&self, due: Select<E>, order: [E::Column; 2]) -> Result<Option<(Tx, E::Model)>> {
        // most of the time there is none: seen without a transaction
        if due.clone().limit(1).one(self.connection()).await?.is_none() {
            return Ok(None);
        }
        let tx = self.begin().await?;
        let [first, then] = order;
        let row = due
            .order_by_asc(first)
            .order_by_asc(then)
            .limit(1)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(&*tx)
            .await?;
        Ok(row.map(|row| (tx, row)))
    }
}
