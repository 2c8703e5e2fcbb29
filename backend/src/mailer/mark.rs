//! Which letter a worker holds, and whether its final dot is out: a small file, written by one call that the kernel finishes
//! even when the process is killed, a thousand times faster than a transaction. Each worker has its own, held by a lock; a
//! worker that starts after another died finds what it left.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::FileExt,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The mark of a worker.
#[derive(Debug)]
pub struct Mark {
    file: File,
    settled: AtomicBool,
}

/// Workers that may share a folder.
const WORKERS: u32 = 1000;

impl Mark {
    /// Takes the first mark of a folder that no living worker holds.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn take(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        for number in 0..WORKERS {
            let path = folder.join(format!("letter-{number}.mark"));
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
            if file.try_lock().is_ok() {
                return Ok(Self { file, settled: AtomicBool::new(false) });
            }
        }
        Err(io::Error::other("no mark is free"))
    }

    /// Notes that this worker holds a letter, and until when.
    pub(crate) fn hold(&self, id: Uuid, until: DateTime<Utc>) {
        self.write(id, 16);
        self.write(Uuid::from_u128(u128::from(until.timestamp_micros().unsigned_abs())), 32);
    }

    /// Notes that it holds none any more.
    pub(crate) fn release(&self) {
        self.write(Uuid::nil(), 16);
    }

    /// Whether what the worker before left is still to be looked at: once.
    pub(crate) fn is_new(&self) -> bool {
        !self.settled.swap(true, Ordering::Relaxed)
    }

    /// Notes that the system has a letter's final dot, and carries it even if this process ends.
    pub(crate) fn set(&self, id: Uuid) {
        self.write(id, 0);
    }

    /// Notes that the letter of the mark was not taken after all.
    pub(crate) fn clear(&self) {
        self.write(Uuid::nil(), 0);
    }

    /// A disk that is full costs certainty, not the letter.
    fn write(&self, id: Uuid, at: u64) {
        if let Err(error) = self.file.write_all_at(id.as_bytes(), at) {
            tracing::warn!(%error, "a letter goes without its mark");
        }
    }

    /// The letter whose final dot went out last, by this worker or the one before it.
    pub(crate) fn dotted(&self) -> Option<Uuid> {
        self.read(0)
    }

    /// The letter that was held last, and until when.
    pub(crate) fn held(&self) -> Option<(Uuid, DateTime<Utc>)> {
        let until = i64::try_from(self.read(32)?.as_u128()).ok().and_then(DateTime::from_timestamp_micros)?;
        Some((self.read(16)?, until))
    }

    fn read(&self, at: u64) -> Option<Uuid> {
        let mut bytes = [0; 16];
        self.file.read_exact_at(&mut bytes, at).ok().map(|()| Uuid::from_bytes(bytes)).filter(|id| !id.is_nil())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_finds_the_mark_of_a_dead_one_and_not_of_a_living_one() {
        let folder = std::env::temp_dir().join(format!("upright-mark-{}", Uuid::now_v7()));
        let (one, id) = (Mark::take(&folder).unwrap(), Uuid::now_v7());
        assert_eq!(one.dotted(), None);
        let until = DateTime::from_timestamp_micros(1_764_000_000_000_123).unwrap();
        one.hold(id, until);
        one.set(id);
        let other = Mark::take(&folder).unwrap();
        assert_eq!(other.held(), None, "each has its own");
        drop(one);
        let next = Mark::take(&folder).unwrap();
        assert_eq!((next.dotted(), next.held(), next.is_new(), next.is_new()), (Some(id), Some((id, until)), true, false));
        next.clear();
        next.release();
        assert_eq!((next.dotted(), next.held()), (None, None));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
