//! The letters of notices: what each kind is a letter of is its feature's word.

use domain::ids::NoticeId;

use crate::{
    context::Backend,
    error::Result,
    follow,
    mail::{self, Letter},
    notice, workshop,
};

/// Asks for the letter of a notice, with the calendar file of the meeting it is about; none if it was put away.
pub(super) async fn mail_notice(backend: &Backend, id: NoticeId) -> Result<()> {
    let Some(waits) = notice::waiting(backend, id).await? else { return Ok(()) };
    let (letter, calendar) = match waits.kind.as_str() {
        "workshop" => (Letter::Notice, workshop::calendar_of_notice(backend, &waits).await?),
        "dates_moved" => (follow::letter_of(&waits).unwrap_or(Letter::Notice), None),
        _ => (Letter::Notice, None),
    };
    let tx = backend.db.begin().await?;
    mail::queue(backend, &tx, waits.person, &format!("notice:{id}"), &letter, calendar.as_ref()).await?;
    tx.commit().await
}
