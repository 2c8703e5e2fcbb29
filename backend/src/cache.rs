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

/// Most entries that are kept. If it is reached, all are made again.
const MOST: usize = 2_000;

/// What is kept by this process.
#[derive(Clone, Default)]
pub(crate) struct Cache(Arc<Mutex<HashMap<(TypeId, String), Entry>>>);

struct Entry {
    stamp: Stamp,
    made: Instant,
    value: Arc<dyn Any + Send + Sync>,
}

/// What an entry was made of: the version of its topic, and the day where it depends on it.
pub(crate) type Stamp = (u64, i32);

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cache")
    }
}

impl Cache {
    pub(crate) fn find<T: Send + Sync + 'static>(&self, key: &str, stamp: Stamp, longest: Duration) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry =
            kept.get(&(TypeId::of::<T>(), key.to_owned())).filter(|entry| entry.stamp == stamp && entry.made.elapsed() < longest)?;
        Arc::clone(&entry.value).downcast().ok()
    }

    pub(crate) fn keep<T: Send + Sync + 'static>(&self, key: &str, stamp: Stamp, value: Arc<T>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert((TypeId::of::<T>(), key.to_owned()), Entry { stamp, made: Instant::now(), value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_under_its_type_key_and_version_only() {
        let cache = Cache::default();
        cache.keep("a", (1, 0), Arc::new(7_u32));
        assert_eq!(cache.find::<u32>("a", (1, 0), Duration::from_secs(60)).as_deref(), Some(&7));
        assert!(cache.find::<u64>("a", (1, 0), Duration::from_secs(60)).is_none());
        assert!(cache.find::<u32>("b", (1, 0), Duration::from_secs(60)).is_none());
        assert!(cache.find::<u32>("a", (2, 0), Duration::from_secs(60)).is_none());
        assert!(cache.find::<u32>("a", (1, 0), Duration::ZERO).is_none(), "too old");
    }

    #[test]
    fn it_does_not_grow_for_ever() {
        let cache = Cache::default();
        (0..3 * MOST).for_each(|n| cache.keep(&n.to_string(), (0, 0), Arc::new(n)));
        assert!(cache.0.lock().unwrap_or_else(PoisonError::into_inner).len() <= MOST);
    }
}
