//! Downloads of a workshop: roster, answers and evidence as CSV, its meetings as a calendar file.

use app::server::id;
use axum::{Extension, extract::Path, response::Response};
use backend::{Context, Error, access::Granted, activity, attendance, csv_file, workshop};
use domain::{attendance::State, ids::WorkshopId, policy::action};

use crate::files::{answer, download};

async fn managed(ctx: &Context, workshop: &str) -> Result<Granted<workshop::Workshop, action::ManageWorkshop>, Error> {
    let workshop: WorkshopId = id(workshop).map_err(|_not_an_id| Error::NotFound)?;
    workshop::load_for(ctx, workshop).await
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Expected => "expected",
        State::Apologised => "apologised",
        State::Present => "present",
        State::Late => "late",
        State::LeftEarly => "left_early",
        State::Excused => "excused",
        State::Absent => "absent",
        State::NotYetEnrolled => "not_yet_enrolled",
    }
}

/// `/workshops/{id}/roster.csv`.
pub async fn roster_csv(Extension(ctx): Extension<Context>, Path(workshop): Path<String>) -> Response {
    let file = async {
        let granted = managed(&ctx, &workshop).await?;
        let rows = workshop::roster(&ctx, &granted).await?;
        let lines = rows.into_iter().map(|row| {
            let states: Vec<&str> = row.attendance.iter().map(|a| state_name(a.state)).collect();
            let o = row.outlook;
            vec![
                row.name,
                row.organisations.join("; "),
                states.join("; "),
                o.so_far.0.to_string(),
                o.so_far.1.to_string(),
                o.whole.0.to_string(),
                o.whole.1.to_string(),
                if o.can_reach { "yes".to_owned() } else { "no".to_owned() },
            ]
        });
        let headings = ["name", "organisations", "attendance", "minutes_so_far", "of_so_far", "minutes", "of_minutes", "can_reach"];
        let text = csv_file::write(&headings, lines)?;
        Ok((format!("upright-roster-{}.csv", granted.id), text))
    };
    answer(file.await, "/workshops")
}

/// `/workshops/{id}/answers.csv`: every answer of its activities and its evaluation.
pub async fn answers_csv(Extension(ctx): Extension<Context>, Path(workshop): Path<String>) -> Response {
    let file = async {
        let granted = managed(&ctx, &workshop).await?;
        let rows = activity::export(&ctx, &granted).await?;
        let lines = rows.into_iter().map(|row| {
            let points = row.points.map(|p| p.to_string()).unwrap_or_default();
            vec![
                row.meeting.to_string(),
                row.activity,
                row.kind.to_owned(),
                row.person,
                row.answer,
                row.votes.to_string(),
                points,
                row.state,
            ]
        });
        let text = csv_file::write(&["meeting", "activity", "kind", "person", "answer", "votes", "points", "state"], lines)?;
        Ok((format!("upright-answers-{}.csv", granted.id), text))
    };
    answer(file.await, "/workshops")
}

/// `/workshops/{id}/evidence.csv`: everything that was seen.
pub async fn evidence_csv(Extension(ctx): Extension<Context>, Path(workshop): Path<String>) -> Response {
    let file = async {
        let granted = managed(&ctx, &workshop).await?;
        let rows = attendance::export(&ctx, &granted).await?;
        let lines = rows.into_iter().map(|row| {
            let time = |t: chrono::DateTime<chrono::Utc>| t.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            vec![
                row.meeting.to_string(),
                row.person,
                row.kind,
                time(row.at),
                row.until.map(time).unwrap_or_default(),
                row.mark.unwrap_or_default(),
                row.minutes.map(|m| m.to_string()).unwrap_or_default(),
                row.note.unwrap_or_default(),
                row.by,
                time(row.recorded_at),
            ]
        });
        let headings = ["meeting", "person", "kind", "at", "until", "mark", "minutes", "note", "by", "recorded_at"];
        let text = csv_file::write(&headings, lines)?;
        Ok((format!("upright-evidence-{}.csv", granted.id), text))
    };
    answer(file.await, "/workshops")
}

/// `/workshops/{id}/calendar.ics`.
pub async fn calendar(Extension(ctx): Extension<Context>, Path(workshop): Path<String>) -> Response {
    let file = async {
        let id: WorkshopId = id(&workshop).map_err(|_not_an_id| Error::NotFound)?;
        let granted = workshop::load_for::<action::ReadWorkshop>(&ctx, id).await?;
        Ok(workshop::calendar_of(&ctx, &granted).await?.text)
    };
    download(file.await, "upright-meetings.ics", "text/calendar; charset=utf-8", "/workshops")
}
