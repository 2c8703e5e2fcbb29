//! Rooms: what all who look on at one meeting alike are sent. A room makes its HTML once for each change, however many
//! phones follow it; it exists while somebody does. Each server has its own; notices reach all of them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::{Viewers, fragment, in_language, server::Site};
use backend::{
    Backend, Error,
    live::{changed_any, pending},
    workshop::{self, Meeting},
};
use domain::{ids::MeetingId, live::Topic};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Answers come in bursts (500 in a second): a room is made anew at most five times a second.
const PAUSE: Duration = Duration::from_millis(200);
/// How soon a room that could not be made is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(1);
/// A room looks again at least so often.
const AT_LEAST: Duration = Duration::from_secs(60);

/// What a room is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The meeting.
    pub meeting: MeetingId,
    /// Who looks on.
    pub viewers: Viewers,
    /// Whether texts are in disguise (development).
    pub pseudo: bool,
}

/// The rooms of this process.
#[derive(Clone, Debug, Default)]
pub struct Rooms(Arc<Mutex<HashMap<Key, watch::Sender<Arc<str>>>>>);

impl Rooms {
    /// Enters a room, which begins if nobody was in it, from the meeting that was loaded to ask whether its viewer may: what
    /// it shows now, and from then on. Notices are those since before it was loaded.
    ///
    /// # Errors
    /// `NotFound`, the database.
    pub async fn enter(
        &self,
        backend: &Backend,
        site: &Arc<Site>,
        stop: &CancellationToken,
        key: Key,
        (notices, meeting): (Notices, &Meeting),
    ) -> Result<watch::Receiver<Arc<str>>, Error> {
        if let Some(receiver) = self.find(key) {
            return Ok(receiver);
        }
        let mut room = Room { notices, backend: backend.clone(), site: Arc::clone(site), stop: stop.clone(), key, again_in: None };
        let first = room.make(meeting).await?;
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = rooms.get(&key) {
            return Ok(there.subscribe());
        }
        let (sender, receiver) = watch::channel(first);
        rooms.insert(key, sender.clone());
        drop(rooms);
        let all = self.clone();
        tokio::spawn(async move { room.stay(&sender, &all).await });
        Ok(receiver)
    }

    /// How many rooms there are.
    pub fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn find(&self, key: Key) -> Option<watch::Receiver<Arc<str>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(watch::Sender::subscribe)
    }

    /// Ends a room if nobody is in it: asked under the lock, so that nobody enters meanwhile.
    fn end_if_empty(&self, key: Key, sender: &watch::Sender<Arc<str>>) -> bool {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let empty = sender.receiver_count() == 0;
        if empty {
            rooms.remove(&key);
        }
        empty
    }
}

/// What a room hears.
pub type Notices = tokio::sync::broadcast::Receiver<backend::live::Heard>;

struct Room {
    notices: Notices,
    backend: Backend,
    site: Arc<Site>,
    stop: CancellationToken,
    key: Key,
    again_in: Option<Duration>,
}

impl Room {
    /// Loads the meeting and makes what it shows.
    async fn make_again(&mut self) -> Result<Arc<str>, Error> {
        let meeting = workshop::meeting_for_viewers(&self.backend, self.key.meeting).await?;
        self.make(&meeting).await
    }

    async fn make(&mut self, meeting: &Meeting) -> Result<Arc<str>, Error> {
        let work = fragment(&self.backend, meeting, self.key.viewers);
        let made = in_language(self.key.pseudo, Some(Arc::clone(&self.site)), work).await?;
        self.again_in = made.again_in;
        Ok(made.html.into())
    }

    async fn stay(&mut self, sender: &watch::Sender<Arc<str>>, all: &Rooms) {
        // however this ends, also by a panic, nobody is left with a room that no longer changes
        let _leave = Leave { rooms: all, key: self.key, sender };
        let topics = [Topic::Room(self.key.meeting), Topic::Roll(self.key.meeting)];
        let mut changed = false;
        loop {
            let wait = self.again_in.unwrap_or(AT_LEAST).min(AT_LEAST);
            if !changed {
                tokio::select! {
                    () = self.stop.cancelled() => return,
                    alive = changed_any(&mut self.notices, &topics) => {
                        if !alive {
                            return;
                        }
                    }
                    () = tokio::time::sleep(wait) => {}
                    () = sender.closed() => {}
                }
            }
            if self.stop.is_cancelled() || (sender.receiver_count() == 0 && all.end_if_empty(self.key, sender)) {
                return;
            }
            let pause = match self.make_again().await {
                Ok(html) => {
                    sender.send_if_modified(|old| {
                        let new = *old != html;
                        if new {
                            *old = html;
                        }
                        new
                    });
                    changed = false;
                    PAUSE
                }
                Err(error) => {
                    tracing::warn!(%error, "a room could not be made; it is tried again");
                    changed = true;
                    TRY_AGAIN
                }
            };
            tokio::time::sleep(pause).await;
            // what was said meanwhile is answered by making it once
            changed |= pending(&mut self.notices, &topics);
        }
    }
}

struct Leave<'a> {
    rooms: &'a Rooms,
    key: Key,
    sender: &'a watch::Sender<Arc<str>>,
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        let mut rooms = self.rooms.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rooms.get(&self.key).is_some_and(|there| there.same_channel(self.sender)) {
            rooms.remove(&self.key);
        }
    }
}
