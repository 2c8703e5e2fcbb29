//! What is the same for everybody, kept in memory until it changes.
//!
//! An entry is kept under its type and a key, with the version of what it was made of ([`crate::live::Hub`] counts them).
//! A transaction that changes the content or the schedule says so (`Tx::outdate`): after its commit every server finds
//! its entries outdated, and makes them again when somebody asks. What was changed past all servers (by the command line
//! on SQLite, by hand) is seen after a minute.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::live::Topic;

use crate::{
    context::{Backend, Context},
    error::Result,
};

/// Most entries that are kept. If it is reached, all are made again.
const MOST: usize = 2_000;

/// How long an entry is kept though nobody said that anything changed.
const LONGEST: Duration = Duration::from_secs(60);

/// What is kept by this process.
#[derive(Clone, Default)]
pub(crate) struct Cache(Arc<Mutex<HashMap<(TypeId, String), Entry>>>);

struct Entry {
    stamp: Stamp,
    made: Instant,
    value: Arc<dyn Any + Send + Sync>,
}

/// What an entry was made of: the version of its topic, and the day where it depends on it.
type Stamp = (u64, i32);

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cache")
    }
}

impl Cache {
    fn find<T: Send + Sync + 'static>(&self, key: &str, stamp: Stamp, longest: Duration) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry =
            kept.get(&(TypeId::of::<T>(), key.to_owned())).filter(|entry| entry.stamp == stamp && entry.made.elapsed() < longest)?;
        Arc::clone(&entry.value).downcast().ok()
    }

    fn keep<T: Send + Sync + 'static>(&self, key: &str, stamp: Stamp, value: Arc<T>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert((TypeId::of::<T>(), key.to_owned()), Entry { stamp, made: Instant::now(), value });
    }
}

impl Backend {
    /// A value that is kept until its topic changes. Two who ask at once may both make it.
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
    /// what it is and its language.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn kept_html<E>(
        &self,
        topic: Topic,
        key: &str,
        day: chrono::NaiveDate,
        make: impl FnOnce() -> std::result::Result<String, E>,
    ) -> std::result::Result<String, E> {
        use chrono::Datelike;
        let stamp = (self.backend.db.hub().version(topic), day.num_days_from_ce());
        if let Some(found) = self.backend.cache.find::<Html>(key, stamp, LONGEST) {
            return Ok(found.0.clone());
        }
        let made = make()?;
        self.backend.cache.keep(key, stamp, Arc::new(Html(made.clone())));
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_under_its_type_key_and_version_only() {
        let cache = Cache::default();
        cache.keep("a", (1, 0), Arc::new(7_u32));
        assert_eq!(cache.find::<u32>("a", (1, 0), LONGEST).as_deref(), Some(&7));
        assert!(cache.find::<u64>("a", (1, 0), LONGEST).is_none());
        assert!(cache.find::<u32>("b", (1, 0), LONGEST).is_none());
        assert!(cache.find::<u32>("a", (2, 0), LONGEST).is_none());
        assert!(cache.find::<u32>("a", (1, 0), Duration::ZERO).is_none(), "too old");
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let cache = Cache::default();
        (0..3 * MOST).for_each(|n| cache.keep(&n.to_string(), (0, 0), Arc::new(n)));
        assert!(cache.0.lock().unwrap_or_else(PoisonError::into_inner).len() <= MOST);
    }
}
