//! Live notices: what changed, told to whoever watches.
//!
//! A command calls `tx.notify(topic)`; on SQLite the notice goes to this process's hub after the
//! commit, on PostgreSQL it is sent inside the transaction by `pg_notify`, delivered at commit to
//! every server, and handed to their hubs by `db::listen`. Notices carry ids only. A reader who
//! fell behind, or whose server lost its connection, is told to read everything again.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use domain::live::Topic;
use tokio::sync::broadcast;

pub(crate) const CHANNEL: &str = "upright_live";

/// Passes notices on to the watchers of this process.
#[derive(Clone, Debug)]
pub struct Hub {
    sender: broadcast::Sender<Heard>,
    /// How often the content, the schedule and the register changed: what is kept of them is compared with it.
    content: Arc<AtomicU64>,
    schedule: Arc<AtomicU64>,
    register: Arc<AtomicU64>,
}

/// What a watcher hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// This thing changed.
    Changed(Topic),
    /// Notices may have been lost: read again.
    Resync,
}

impl Default for Hub {
    fn default() -> Self {
        Self { sender: broadcast::channel(1024).0, content: Arc::default(), schedule: Arc::default(), register: Arc::default() }
    }
}

impl Hub {
    /// Tells every watcher. Nobody watching is no error.
    pub fn publish(&self, heard: Heard) {
        match heard {
            Heard::Changed(topic) => self.outdate(topic),
            Heard::Resync => [Topic::Content, Topic::Schedule, Topic::Register].into_iter().for_each(|topic| self.outdate(topic)),
        }
        let _nobody_listens = self.sender.send(heard);
    }

    /// What this process keeps of the topic is read again.
    pub(crate) fn outdate(&self, topic: Topic) {
        if let Some(version) = self.counter(topic) {
            version.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// How often a topic of which something is kept has changed. Nothing is kept of a meeting.
    pub(crate) fn version(&self, topic: Topic) -> u64 {
        self.counter(topic).map_or(0, |version| version.load(Ordering::SeqCst))
    }

    fn counter(&self, topic: Topic) -> Option<&AtomicU64> {
        match topic {
            Topic::Content => Some(&self.content),
            Topic::Schedule => Some(&self.schedule),
            Topic::Register => Some(&self.register),
            Topic::Roll(_) | Topic::Room(_) => None,
        }
    }

    /// Begins to watch.
    pub fn subscribe(&self) -> broadcast::Receiver<Heard> {
        self.sender.subscribe()
    }
}

/// Waits until the topic may have changed. `false` when the hub is gone.
pub async fn changed(receiver: &mut broadcast::Receiver<Heard>, topic: Topic) -> bool {
    changed_any(receiver, &[topic]).await
}

/// Waits until one of the topics may have changed. `false` when the hub is gone.
pub async fn changed_any(receiver: &mut broadcast::Receiver<Heard>, topics: &[Topic]) -> bool {
    loop {
        match receiver.recv().await {
            Ok(Heard::Changed(t)) if topics.contains(&t) => return true,
            Ok(Heard::Changed(_)) => {}
            Ok(Heard::Resync) | Err(broadcast::error::RecvError::Lagged(_)) => return true,
            Err(broadcast::error::RecvError::Closed) => return false,
        }
    }
}

/// Takes what is there without waiting: whether one of the topics may have changed.
pub fn pending(receiver: &mut broadcast::Receiver<Heard>, topics: &[Topic]) -> bool {
    let mut found = false;
    loop {
        match receiver.try_recv() {
            Ok(Heard::Changed(t)) => found |= topics.contains(&t),
            Ok(Heard::Resync) | Err(broadcast::error::TryRecvError::Lagged(_)) => found = true,
            Err(broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed) => return found,
        }
    }
}
