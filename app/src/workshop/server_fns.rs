//! Forms of workshops.

use backend::{
    Context,
    access::{self, Granted},
    activity::{self, Source},
    workshop::{self, MeetingForm, PlanForm, Status, Workshop},
};
use domain::{
    activity::ActivityForm,
    form::{FieldError, FormErrors},
    ids::{ActivityId, PersonId, WorkshopId},
    policy::ActionType,
};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    live::sent,
    server::{
        self, Done,
        form::{Each, FormSpec, Id, Posted},
    },
};

/// Meetings that the form for a new workshop has room for.
pub const MEETINGS: u32 = 3;
/// Meetings that a form is read for: a workshop may grow by one with every change.
const MEETINGS_READ: u32 = 30;

fn meetings<D, T, R>(days: &Each<D>, times: &Each<T>, rest: &Each<R>) -> Vec<MeetingForm> {
    let meeting = |n: u32| {
        let name = |field: &str| format!("meeting_{n}_{field}");
        MeetingForm {
            id: rest.text(&name("id")),
            date: days.text(&name("date")),
            start: times.text(&name("start")),
            end: times.text(&name("end")),
            place: rest.text(&name("place")),
            agenda: rest.text(&name("agenda")),
        }
    };
    (1..=MEETINGS_READ).map(meeting).collect()
}

/// Loads the workshop of a form for an action.
async fn load<A: ActionType>(ctx: &Context, id: Id<WorkshopId>) -> Result<Granted<Workshop, A>, AppError> {
    Ok(workshop::load_for(ctx, id.get()?).await?)
}

fn chosen(person: Id<PersonId>) -> Result<PersonId, AppError> {
    person.maybe().ok_or_else(|| AppError::Invalid(FormErrors::one("person", FieldError::Choice)))
}

/// Plans a workshop.
#[server]
pub async fn plan_workshop(#[server(flatten)] form: Posted<forms::PlanWorkshop>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let plan = PlanForm {
            title: form.title.to_string(),
            description: form.description.to_string(),
            time_zone: form.time_zone.to_string(),
            capacity: form.capacity.to_string(),
            languages: form.languages.to_string(),
            admission: form.admission.to_string(),
            meetings: meetings(&form.days, &form.times, &form.meetings),
        };
        let id = workshop::plan(&ctx, access::network(&ctx)?, &plan).await?;
        Ok(Done::say(href::workshop(id), t!("notice-workshop-planned")))
    })
    .await
}

/// Changes the plan of a workshop.
#[server]
pub async fn change_workshop(#[server(flatten)] form: Posted<forms::ChangeWorkshop>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let plan = PlanForm {
            title: form.title.to_string(),
            description: form.description.to_string(),
            time_zone: form.time_zone.to_string(),
            capacity: form.capacity.to_string(),
            languages: form.languages.to_string(),
            admission: form.admission.to_string(),
            meetings: meetings(&form.days, &form.times, &form.meetings),
        };
        workshop::change(&ctx, load(&ctx, form.workshop).await?, &plan).await?;
        Ok(Done::say(form.workshop.page(href::workshop, href::WORKSHOPS), t!("notice-workshop-changed")))
    })
    .await
}

/// Calls a meeting off.
#[server]
pub async fn cancel_meeting(#[server(flatten)] form: Posted<forms::CancelMeeting>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        workshop::cancel_meeting(&ctx, workshop::load_meeting_for(&ctx, form.meeting.get()?).await?).await?;
        Ok(Done::say(form.workshop.page(href::workshop, href::WORKSHOPS), t!("notice-meeting-canceled")))
    })
    .await
}

/// Calls a workshop off.
#[server]
pub async fn cancel_workshop(#[server(flatten)] form: Posted<forms::CancelWorkshop>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        workshop::cancel_workshop(&ctx, load(&ctx, form.workshop).await?).await?;
        Ok(Done::say(form.workshop.page(href::workshop, href::WORKSHOPS), t!("notice-workshop-canceled")))
    })
    .await
}

/// Writes to everybody with a place.
#[server]
pub async fn message_workshop(#[server(flatten)] form: Posted<forms::MessageWorkshop>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        workshop::write_to_everybody(&ctx, load(&ctx, form.workshop).await?, &form.message).await?;
        Ok(Done::say(form.back(), t!("notice-message-sent")))
    })
    .await
}

/// Takes somebody into the team.
#[server]
pub async fn add_to_team(#[server(flatten)] form: Posted<forms::AddToTeam>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        workshop::add_to_team(&ctx, load(&ctx, form.workshop).await?, &form.email, &form.role).await?;
        Ok(Done::say(form.back(), t!("notice-team-changed")))
    })
    .await
}

/// Takes somebody off the team.
#[server]
pub async fn remove_from_team(#[server(flatten)] form: Posted<forms::RemoveFromTeam>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        workshop::remove_from_team(&ctx, granted, chosen(form.person)?).await?;
        Ok(Done::say(form.back(), t!("notice-team-changed")))
    })
    .await
}

/// Invites organisations.
#[server]
pub async fn invite_organisations(#[server(flatten)] form: Posted<forms::InviteOrganisations>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let count = workshop::invite(&ctx, load(&ctx, form.workshop).await?, &form.organisations.ids()).await?;
        Ok(Done::say(form.back(), t!("notice-organisations-invited", n = count)))
    })
    .await
}

/// Makes a link that an organisation passes on.
#[server]
pub async fn make_workshop_link(#[server(flatten)] form: Posted<forms::MakeWorkshopLink>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        let token = workshop::link_for(&ctx, granted, form.organisation.get()?).await?;
        let link = format!("{}{}", server::site().base_url, href::join(&token));
        Ok(Done::say_link(form.back(), t!("notice-invitation-made"), link))
    })
    .await
}

/// Registers the actor.
#[server]
pub async fn register(#[server(flatten)] form: Posted<forms::Register>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let notice = match workshop::register(&ctx, load(&ctx, form.workshop).await?, &form.language).await? {
            Status::Registered => t!("notice-registered"),
            _ => t!("notice-waiting"),
        };
        Ok(Done::say(form.back(), notice))
    })
    .await
}

/// Takes the actor's registration back.
#[server]
pub async fn withdraw(#[server(flatten)] form: Posted<forms::Withdraw>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        workshop::withdraw(&ctx, load(&ctx, form.workshop).await?).await?;
        Ok(Done::say(form.back(), t!("notice-withdrawn")))
    })
    .await
}

/// Tells that the actor can't come to a meeting.
#[server]
pub async fn apologise(#[server(flatten)] form: Posted<forms::Apologise>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = workshop::load_meeting_for(&ctx, form.meeting.get()?).await?;
        workshop::apologise(&ctx, granted, &form.reason).await?;
        Ok(Done::say(form.back(), t!("notice-apologised")))
    })
    .await
}

/// Registers somebody else.
#[server]
pub async fn register_person(#[server(flatten)] form: Posted<forms::RegisterPerson>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        workshop::register_other(&ctx, granted, chosen(form.person)?).await?;
        Ok(Done::say(form.back(), t!("notice-person-registered")))
    })
    .await
}

/// Lets somebody in.
#[server]
pub async fn approve_person(#[server(flatten)] form: Posted<forms::ApprovePerson>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        workshop::approve(&ctx, granted, chosen(form.person)?).await?;
        Ok(Done::say(form.back(), t!("notice-person-approved")))
    })
    .await
}

/// Gives somebody no place.
#[server]
pub async fn decline_person(#[server(flatten)] form: Posted<forms::DeclinePerson>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        workshop::decline(&ctx, granted, chosen(form.person)?).await?;
        Ok(Done::say(form.back(), t!("notice-person-declined")))
    })
    .await
}

/// Asks the questions of an evaluation to begin with.
#[server]
pub async fn begin_evaluation(#[server(flatten)] form: Posted<forms::BeginEvaluation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        activity::begin_evaluation(&ctx, &load(&ctx, form.workshop).await?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Asks one more question.
#[server]
pub async fn add_evaluation_question(#[server(flatten)] form: Posted<forms::AddEvaluationQuestion>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        let asked = ActivityForm {
            kind: form.kind.to_string(),
            title: form.title.to_string(),
            options: form.options.to_string(),
            ..ActivityForm::default()
        };
        activity::add_to_evaluation(&ctx, &granted, &Source::Form(Box::new(asked))).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// No longer asks a question.
#[server]
pub async fn remove_evaluation_question(#[server(flatten)] form: Posted<forms::RemoveEvaluationQuestion>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        activity::remove_from_evaluation(&ctx, &granted, form.activity.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Evaluates a workshop.
#[server]
pub async fn evaluate_workshop(#[server(flatten)] form: Posted<forms::EvaluateWorkshop>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.workshop).await?;
        let questions = activity::own_evaluation(&ctx, &granted, None).await?;
        let answers: Vec<(ActivityId, _)> = questions.iter().map(|(q, _)| (q.id, sent(&form.answers, &q.id.to_string()))).collect();
        activity::evaluate(&ctx, &granted, &answers, &server::seat()).await?;
        Ok(Done::say(form.workshop.page(href::workshop, href::WORKSHOPS), t!("notice-evaluation-thanks")))
    })
    .await
}
