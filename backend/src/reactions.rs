//! Who does what when something happened ([`crate::fact`]): the one list, on top of all features.

use crate::{
    account, activity, authoring, certificate,
    db::{self, Db, Patience, Reaction},
    error::Result,
    evidence, feed, follow, guidance, learning, mail, notice, organisation, people, person, quiz, reminder, statement, submission,
    training, workshop,
};

/// In this order. Each takes what concerns it and lets the rest be. What is made by another's reaction comes after it, and
/// who is erased goes last from what others point to.
pub(crate) const ALL: &[Reaction] = &[
    |tx, fact| Box::pin(workshop::react(tx, fact)),
    |tx, fact| Box::pin(activity::react(tx, fact)),
    |tx, fact| Box::pin(training::react(tx, fact)),
    |tx, fact| Box::pin(certificate::react(tx, fact)),
    |tx, fact| Box::pin(follow::react(tx, fact)),
    |tx, fact| Box::pin(notice::react(tx, fact)),
    |tx, fact| Box::pin(learning::react(tx, fact)),
    |tx, fact| Box::pin(quiz::react(tx, fact)),
    |tx, fact| Box::pin(statement::react(tx, fact)),
    |tx, fact| Box::pin(feed::react(tx, fact)),
    |tx, fact| Box::pin(reminder::react(tx, fact)),
    |tx, fact| Box::pin(mail::react(tx, fact)),
    |tx, fact| Box::pin(people::react(tx, fact)),
    |tx, fact| Box::pin(evidence::react(tx, fact)),
    |tx, fact| Box::pin(submission::react(tx, fact)),
    |tx, fact| Box::pin(guidance::react(tx, fact)),
    |tx, fact| Box::pin(authoring::react(tx, fact)),
    |tx, fact| Box::pin(account::react(tx, fact)),
    |tx, fact| Box::pin(organisation::react(tx, fact)),
    |tx, fact| Box::pin(person::react(tx, fact)),
];

/// Connects. `sqlite:path/to/file` or `postgres://…`; a missing SQLite file is made.
///
/// # Errors
/// `Unreachable` with the reason in a sentence.
pub async fn connect(url: &str) -> Result<Db> {
    db::connect_with(url, Patience::REQUEST, ALL).await
}
