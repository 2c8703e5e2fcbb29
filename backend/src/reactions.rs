//! Who does what when something happened ([`crate::fact`]): the one list, on top of all features.

use crate::{
    activity, attendance, certificate,
    db::{self, Db, Patience, Reaction},
    error::Result,
    follow, training, workshop,
};

/// In this order. Each takes what concerns it and lets the rest be.
pub(crate) const ALL: &[Reaction] = &[
    |tx, fact| Box::pin(workshop::react(tx, fact)),
    |tx, fact| Box::pin(attendance::react(tx, fact)),
    |tx, fact| Box::pin(activity::react(tx, fact)),
    |tx, fact| Box::pin(training::react(tx, fact)),
    |tx, fact| Box::pin(certificate::react(tx, fact)),
    |tx, fact| Box::pin(follow::react(tx, fact)),
];

/// Connects. `sqlite:path/to/file` or `postgres://…`; a missing SQLite file is made.
///
/// # Errors
/// `Unreachable` with the reason in a sentence.
pub async fn connect(url: &str) -> Result<Db> {
    db::connect_in_schema(url, None, Patience::REQUEST, ALL).await
}
