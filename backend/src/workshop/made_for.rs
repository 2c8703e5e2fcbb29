//! A workshop made for a State that is due: planned from a template, the invitations of the organisations there prepared.

use chrono::{Days, NaiveDate, TimeZone, Utc};
use domain::{
    ids::WorkshopId,
    policy::action,
    review::{meeting_day, today_in_geneva},
};

use super::{
    plan::{MeetingForm, PlanForm, plan_for},
    template::{Template, template},
};
use crate::{
    access::{Granted, Network},
    context::Context,
    error::{Error, Result},
    review,
};

/// The template of a workshop for a State whose submissions are due.
const TEMPLATE: &str = "drafting-a-submission";

/// Makes a workshop for a State: title, agenda and days are proposed, its places are given by the trainer, nobody is
/// invited yet.
///
/// # Errors
/// `NotFound` for a State that is not in the schedule.
#[tracing::instrument(name = "workshop.make_for", skip_all)]
pub async fn make_for(ctx: &Context, by: Granted<Network, action::PlanWorkshop>, iso3: &str, title: &str) -> Result<WorkshopId> {
    let reviews = review::load(ctx.db().connection(), &[iso3.to_owned()]).await?;
    let today = today_in_geneva(ctx.now);
    if reviews.is_empty() {
        return Err(Error::NotFound);
    }
    let deadline = reviews.iter().filter_map(|r| r.deadline()).filter(|on| *on >= today).min();
    let template = template(TEMPLATE).ok_or(Error::NotFound)?;
    let zone = ctx.signed_in.as_ref().and_then(|s| s.time_zone.clone()).unwrap_or_else(|| "Europe/Zurich".to_owned());
    let form = proposed(template, title, &zone, meeting_day(today, deadline));
    plan_for(ctx, by, &form, Some(iso3)).await
}

fn proposed(template: &Template, title: &str, zone: &str, first: NaiveDate) -> PlanForm {
    let meetings = (0_u64..).zip(&template.meetings).map(|(week, meeting)| {
        let start = first.checked_add_days(Days::new(7 * week)).unwrap_or(first).and_hms_opt(13, 0, 0).unwrap_or_default();
        let end = Utc.from_utc_datetime(&start) + chrono::Duration::minutes(i64::from(meeting.minutes));
        MeetingForm {
            date: start.format("%Y-%m-%d").to_string(),
            start: start.format("%H:%M").to_string(),
            end: end.format("%H:%M").to_string(),
            agenda: meeting.agenda.clone(),
            ..MeetingForm::default()
        }
    });
    PlanForm {
        title: title.to_owned(),
        description: template.description.clone(),
        time_zone: zone.to_owned(),
        languages: template.languages.join(" "),
        // nobody has a place before the trainer has looked at the days
        admission: "approval".to_owned(),
        meetings: meetings.collect(),
        ..PlanForm::default()
    }
}
