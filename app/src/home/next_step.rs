//! The one next step, and why: what `domain::next_step` decides, in words and with its link.

use backend::{
    Context,
    learning::{Learning, ModuleSummary, Next},
    submission,
    workshop::{Status, WorkshopRow},
};
use chrono::{DateTime, Utc};
use domain::{
    next_step::{Because, Do, Meeting, Situation},
    review::{Deadline, deadline},
};
use leptos::prelude::*;

use super::states::OwnState;
use crate::{
    error::AppError,
    href,
    i18n::{day_and_time, t},
};

/// The module that teaches to write a submission.
const DRAFTING: &str = "drafting-a-submission";

/// What the page has loaded already.
pub(super) struct Seen<'a> {
    pub learning: &'a Learning,
    pub modules: &'a [ModuleSummary],
    pub workshops: &'a [WorkshopRow],
    pub states: &'a [OwnState],
    pub trained: bool,
}

impl Seen<'_> {
    fn meeting_today(&self) -> Option<(&WorkshopRow, DateTime<Utc>)> {
        let taking_part = |w: &&WorkshopRow| !w.over && !w.canceled && (w.own == Some(Status::Registered) || w.mine);
        self.workshops.iter().filter(taking_part).find_map(|w| w.near.map(|start| (w, start)))
    }

    fn ahead(&self) -> impl Iterator<Item = &WorkshopRow> {
        self.workshops.iter().filter(|w| !w.over && !w.canceled)
    }

    fn invitation(&self) -> Option<&WorkshopRow> {
        self.ahead().find(|w| w.own == Some(Status::Invited))
    }

    fn module(&self, slug: &str) -> Option<&ModuleSummary> {
        self.modules.iter().find(|m| m.slug == slug)
    }
}

/// The nearest deadline of the reader's States that is ahead, and its State.
fn nearest<'a>(states: &[&'a OwnState], now: DateTime<Utc>) -> Option<(&'a OwnState, i64)> {
    let ahead = |own: &&'a OwnState| match deadline(&own.review, now) {
        Deadline::Ahead { days, .. } => Some((*own, days)),
        _ => None,
    };
    states.iter().filter_map(ahead).min_by_key(|(_, days)| *days)
}

/// One next step.
pub(super) async fn next_step(ctx: &Context, seen: &Seen<'_>) -> Result<AnyView, AppError> {
    let required = seen.learning.programme().map(|p| p.rule.required_modules).unwrap_or_default();
    let resumed = seen.learning.resume();
    let left = |m: &&ModuleSummary| !m.progress.complete();
    let required_left = seen.modules.iter().filter(left).find(|m| required.contains(&m.progress.module));
    let any_left = seen.modules.iter().find(left);
    let drafts = submission::own_drafts(ctx).await?;
    let own_draft = |iso3: &str| drafts.iter().find(|d| d.iso3 == iso3);
    // what was handed in is no next step
    let open: Vec<&OwnState> = seen.states.iter().filter(|s| own_draft(&s.review.iso3).is_none_or(|d| d.submitted_on.is_none())).collect();
    let near = nearest(&open, ctx.now);
    let meeting = seen.meeting_today();
    let situation = Situation {
        meeting_today: meeting.map(|(row, _)| if row.mine { Meeting::Run } else { Meeting::Attend }),
        deadline: near.map(|(own, days)| domain::next_step::Deadline {
            state: own.review.state.clone(),
            days,
            draft: own_draft(&own.review.iso3).is_some(),
        }),
        trained: seen.trained,
        begun: resumed.is_some(),
        drafting_learned: seen.module(DRAFTING).map(|m| m.progress.complete()),
        required_left: required_left.is_some(),
        any_left: any_left.is_some(),
        invited: seen.invitation().is_some(),
        workshop_open: seen.ahead().any(|w| w.own.is_none() && !w.mine),
        place_ahead: seen.ahead().any(|w| matches!(w.own, Some(Status::Registered | Status::Waiting)) || w.mine),
    };
    let (what, because) = domain::next_step::next_step(&situation);
    let shown = match what {
        Do::RunMeeting | Do::CheckIn => {
            let Some((row, start)) = meeting else { return Ok(look_ahead(seen, &because)) };
            let (link, label) = if what == Do::RunMeeting {
                (href::workshop(row.id), t!("home-next-run"))
            } else {
                (href::CHECK_IN.to_owned(), t!("home-next-check-in"))
            };
            let title = row.title.clone();
            let time = day_and_time(start, &row.time_zone);
            return Ok(view! {
                <p class="big"><bdi>{title}</bdi></p>
                <p>{time}</p>
                {why(&because)}
                <p><a class="button" href=link>{label}</a></p>
            }
            .into_any());
        }
        Do::LearnDrafting => of_module(seen, seen.module(DRAFTING)),
        Do::LearnRequired => of_module(seen, required_left),
        Do::LearnMore => of_module(seen, any_left),
        Do::GoOn => match resumed {
            Some((module, next)) => {
                let left = t!("module-minutes-left", n = module.minutes_left);
                let (text, link, label) = of_next(&module, next, t!("home-resume"));
                return Ok(view! {
                    <p class="big">{text}</p>{why(&because)}<p class="muted">{left}</p><p><a class="button" href=link>{label}</a></p>
                }
                .into_any());
            }
            None => None,
        },
        Do::WriteSubmission => Some(match near.and_then(|(own, _)| own_draft(&own.review.iso3)) {
            Some(draft) => (t!("home-next-draft", title = draft.title.clone()), href::submission(draft.id()), t!("home-next-draft-button")),
            None => {
                let state = near.map(|(own, _)| own.review.iso3.clone()).unwrap_or_default();
                (t!("home-next-write"), format!("{}?state={state}", href::SUBMISSIONS), t!("home-next-write-button"))
            }
        }),
        Do::AnswerInvitation => seen
            .invitation()
            .map(|w| (t!("home-next-invitation", title = w.title.clone()), href::workshop(w.id), t!("home-next-invitation-button"))),
        Do::ChooseWorkshop => Some((t!("home-next-workshop"), href::WORKSHOPS.to_owned(), t!("nav-workshops"))),
        Do::LookAhead => None,
    };
    let Some((text, link, label)) = shown else { return Ok(look_ahead(seen, &because)) };
    Ok(view! { <p class="big">{text}</p>{why(&because)}<p><a class="button" href=link>{label}</a></p> }.into_any())
}

fn look_ahead(seen: &Seen<'_>, because: &Because) -> AnyView {
    let link = seen.states.first().map_or_else(|| href::CALENDAR.to_owned(), |own| href::country(&own.review.iso3));
    let text = if seen.trained { t!("home-next-all-done") } else { t!("home-next-look") };
    view! { <p class="big">{text}</p>{why(because)}<p><a class="button" href=link>{t!("front-calendar-link")}</a></p> }.into_any()
}

type Shown = (String, String, String);

fn of_next(module: &ModuleSummary, next: Next, label: String) -> Shown {
    match next {
        Next::Lesson { slug, title } => (t!("home-next-lesson", title = title), href::lesson(&module.slug, &slug), label),
        Next::Quiz | Next::Nothing => (t!("home-next-quiz", title = module.title.clone()), href::quiz(&module.slug), label),
    }
}

fn of_module(seen: &Seen<'_>, module: Option<&ModuleSummary>) -> Option<Shown> {
    let module = module?;
    let label = if module.progress.lessons_done == 0 { t!("module-start") } else { t!("module-go-on") };
    Some(of_next(module, seen.learning.next(&module.slug), label))
}

/// Why this and nothing else.
fn why(because: &Because) -> impl IntoView + use<> {
    let text = match because {
        Because::Today => t!("because-today"),
        Because::DeadlineNear(near) if !near.draft => t!("because-no-draft", state = near.state.clone(), n = near.days),
        Because::DeadlineNear(near) => t!("because-deadline", state = near.state.clone(), n = near.days),
        Because::Invited => t!("because-invited"),
        Because::Begun => t!("because-begun"),
        Because::NeededToBeTrained => t!("because-needed"),
        Because::AllDone => t!("because-done"),
    };
    view! { <p class="muted because">{text}</p> }
}
