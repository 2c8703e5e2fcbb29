//! What follows from what happened, in the same transaction.

use domain::ids::PersonId;
use futures::future::BoxFuture;
use sea_orm::{ConnectionTrait, Statement};

use super::Tx;
use crate::{
    error::{Error, Result},
    fact::Fact,
};

/// What a feature does when something happens. Returns how many people it told of it.
pub(crate) type Reaction = for<'a> fn(&'a Tx, &'a Fact) -> BoxFuture<'a, Result<usize>>;

impl Tx {
    /// Says that something happened: everybody whom it concerns does what follows, before this returns. Returns how many
    /// people were told of it.
    pub(crate) async fn happened(&self, fact: Fact) -> Result<usize> {
        if self.reactions.is_empty() {
            return Err(Error::Other("nobody listens to what happens".to_owned()));
        }
        let mut told = 0;
        for react in self.reactions {
            told += react(self, &fact).await?;
        }
        Ok(told)
    }

    /// Runs statements in which `$1` is a person, one after the other.
    pub(crate) async fn run_for(&self, person: PersonId, steps: &[&str]) -> Result<()> {
        for sql in steps {
            self.execute_raw(Statement::from_sql_and_values(self.get_database_backend(), *sql, [person.0.into()])).await?;
        }
        Ok(())
    }
}
