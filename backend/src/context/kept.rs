//! What is kept in memory until it changes, for whoever has a backend or a context.

use std::{sync::Arc, time::Duration};

use domain::live::Topic;

use super::{Backend, Context};
use crate::error::Result;

/// How long an entry is kept though nobody said that anything changed.
const LONGEST: Duration = Duration::from_secs(60);

impl Backend {
    /// A value that is kept until its topic changes. Two who ask at once may both make it. What it is made from is read
    /// inside of `make`: what was read before may be older than the version that it is kept under.
    pub(crate) async fn kept<T, Fut>(&self, topic: Topic, key: &str, make: impl FnOnce() -> Fut) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
        Fut: Future<Output = Result<T>>,
    {
        self.kept_for(LONGEST, topic, key, make).await
    }

    /// The same, for no longer than a time: for what also rests on things that nobody says changed.
    pub(crate) async fn kept_for<T, Fut>(&self, longest: Duration, topic: Topic, key: &str, make: impl FnOnce() -> Fut) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
        Fut: Future<Output = Result<T>>,
    {
        // the version is read first: what changes while this is made is found outdated
        let stamp = (self.db.hub().version(topic), 0);
        if let Some(found) = self.cache.find(key, stamp, longest) {
            return Ok(found);
        }
        let made = Arc::new(make().await?);
        self.cache.keep(key, stamp, Arc::clone(&made));
        Ok(made)
    }
}

/// HTML that a page made once.
struct Html(String);

impl Context {
    /// HTML that is the same for everybody on a day, made from the topic alone: kept until that changes. The key names
    /// what it is and its language. What it is made from is read inside of `make`: what was read before may be older than
    /// the version that it is kept under.
    ///
    /// # Errors
    /// Those of `make`.
    pub async fn kept_html<E, Fut>(
        &self,
        topic: Topic,
        key: &str,
        day: chrono::NaiveDate,
        make: impl FnOnce() -> Fut,
    ) -> std::result::Result<String, E>
    where
        Fut: Future<Output = std::result::Result<String, E>>,
    {
        use chrono::Datelike;
        let stamp = (self.backend.db.hub().version(topic), day.num_days_from_ce());
        if let Some(found) = self.backend.cache.find::<Html>(key, stamp, LONGEST) {
            return Ok(found.0.clone());
        }
        let made = make().await?;
        self.backend.cache.keep(key, stamp, Arc::new(Html(made.clone())));
        Ok(made)
    }
}
