//! What a duty is.

use std::{fmt, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::{FutureExt, future::BoxFuture};

use crate::{
    context::Backend,
    error::{Error, Result},
};

/// Nothing is worked on for longer at a stretch: it is ended, and begun again in its time.
const LONGEST: Duration = Duration::from_mins(30);

/// Who does a duty when several servers are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turns {
    /// One at a time, under the lease of the duty.
    One,
    /// Each of them: the rows that are worked on are leased one by one.
    Each,
}

type Work = dyn Fn(Backend) -> BoxFuture<'static, Result<()>> + Send + Sync;

/// Something that is done again and again.
#[derive(Clone)]
pub struct Duty {
    /// Its name in the table `duty`, in logs and figures.
    pub name: &'static str,
    /// From one beginning to the next.
    pub every: Duration,
    /// Who does it.
    pub turns: Turns,
    work: Arc<Work>,
}

impl fmt::Debug for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Duty").field("name", &self.name).field("every", &self.every).field("turns", &self.turns).finish_non_exhaustive()
    }
}

impl Duty {
    /// A duty.
    pub fn new<Doing>(name: &'static str, every: Duration, turns: Turns, work: impl Fn(Backend) -> Doing + Send + Sync + 'static) -> Self
    where
        Doing: Future<Output = Result<()>> + Send + 'static,
    {
        Self { name, every, turns, work: Arc::new(move |backend| work(backend).boxed()) }
    }

    /// Does it once, whoever's turn it is. Work that panics has failed, and is done again in its time like any other.
    ///
    /// # Errors
    /// Those of the work; that it panicked, or took too long.
    #[tracing::instrument(name = "worker.duty", skip_all, fields(duty = self.name))]
    pub async fn once(&self, backend: &Backend) -> Result<()> {
        let work = AssertUnwindSafe((self.work)(backend.clone())).catch_unwind();
        match tokio::time::timeout(LONGEST, work).await {
            Ok(Ok(result)) => result,
            Ok(Err(_panic)) => Err(Error::Other(format!("{} panicked", self.name))),
            Err(_elapsed) => Err(Error::Other(format!("{} was ended after {} minutes", self.name, LONGEST.as_secs() / 60))),
        }
    }
}
