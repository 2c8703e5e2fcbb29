//! Forms of workshops.

use backend::{
    access,
    activity::{self, Source},
    workshop::{self, MeetingForm, PlanForm, Status},
};
use domain::{
    activity::ActivityForm,
    form::{FieldError, FormErrors},
    ids::{ActivityId, OrganisationId, PersonId, WorkshopId},
};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    live::sent,
    server::{self, Done, Fields, Notice, context, finish, id, text},
};

/// Meetings that the form for a new workshop has room for.
pub const MEETINGS: u32 = 3;
/// Meetings that a form is read for: a workshop may grow by one with every change.
const MEETINGS_READ: u32 = 30;

fn plan_form(fields: &Fields) -> PlanForm {
    let meeting = |n: u32| {
        let of = |field: &str| text(fields, &format!("meeting_{n}_{field}"));
        MeetingForm { id: of("id"), date: of("date"), start: of("start"), end: of("end"), place: of("place"), agenda: of("agenda") }
    };
    PlanForm {
        title: text(fields, "title"),
        description: text(fields, "description"),
        time_zone: text(fields, "time_zone"),
        capacity: text(fields, "capacity"),
        languages: text(fields, "languages"),
        admission: text(fields, "admission"),
        meetings: (1..=MEETINGS_READ).map(meeting).collect(),
    }
}

/// Plans a workshop.
#[server]
pub async fn plan_workshop(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let id = workshop::plan(&ctx, access::network(&ctx)?, &plan_form(&fields)).await?;
        Ok(Done::say(href::workshop(id), Notice::WorkshopPlanned))
    };
    finish("plan", href::PLAN, &fields, result.await).await
}

fn back(fields: &Fields) -> String {
    id::<WorkshopId>(&text(fields, "workshop")).map_or_else(|_| href::WORKSHOPS.to_owned(), href::workshop)
}

fn room(fields: &Fields, room: &str) -> String {
    id::<WorkshopId>(&text(fields, "workshop")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_workshop(id, room))
}

fn person(fields: &Fields) -> Result<PersonId, AppError> {
    id(&text(fields, "person")).map_err(|_nobody| AppError::Invalid(FormErrors::one("person", FieldError::Choice)))
}

/// Changes the plan of a workshop.
#[server]
pub async fn change_workshop(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::change(&ctx, granted, &plan_form(&fields)).await?;
        Ok(Done::say(back(&fields), Notice::WorkshopChanged))
    };
    finish("change_plan", &room(&fields, "plan"), &fields, result.await).await
}

/// Calls a meeting off.
#[server]
pub async fn cancel_meeting(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        workshop::cancel_meeting(&ctx, granted).await?;
        Ok(Done::say(back(&fields), Notice::MeetingCanceled))
    };
    finish("cancel", &room(&fields, "plan"), &fields, result.await).await
}

/// Calls a workshop off.
#[server]
pub async fn cancel_workshop(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        workshop::cancel_workshop(&ctx, workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?).await?;
        Ok(Done::say(back(&fields), Notice::WorkshopCanceled))
    };
    finish("cancel", &room(&fields, "manage"), &fields, result.await).await
}

/// Writes to everybody with a place.
#[server]
pub async fn message_workshop(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::write_to_everybody(&ctx, granted, &text(&fields, "message")).await?;
        Ok(Done::say(room(&fields, "manage"), Notice::MessageSent))
    };
    finish("message", &room(&fields, "manage"), &fields, result.await).await
}

/// Takes somebody into the team.
#[server]
pub async fn add_to_team(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::add_to_team(&ctx, granted, &text(&fields, "email"), &text(&fields, "role")).await?;
        Ok(Done::say(room(&fields, "manage"), Notice::TeamChanged))
    };
    finish("team", &room(&fields, "manage"), &fields, result.await).await
}

/// Takes somebody off the team.
#[server]
pub async fn remove_from_team(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::remove_from_team(&ctx, granted, person(&fields)?).await?;
        Ok(Done::say(room(&fields, "manage"), Notice::TeamChanged))
    };
    finish("team", &room(&fields, "manage"), &fields, result.await).await
}

/// Invites organisations.
#[server]
pub async fn invite_organisations(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        let chosen: Vec<OrganisationId> = fields.keys().filter_map(|k| k.strip_prefix("organisation-")?.parse().ok()).collect();
        let count = workshop::invite(&ctx, granted, &chosen).await?;
        Ok(Done::say(room(&fields, "invite"), Notice::OrganisationsInvited { count }))
    };
    finish("invite_organisations", &room(&fields, "invite"), &fields, result.await).await
}

/// Makes a link that an organisation passes on.
#[server]
pub async fn make_workshop_link(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        let token = workshop::link_for(&ctx, granted, id(&text(&fields, "organisation"))?).await?;
        let link = format!("{}{}", server::site().base_url, href::join(&token));
        Ok(Done::say(room(&fields, "invite"), Notice::InvitationMade { link }))
    };
    finish("workshop_link", &room(&fields, "invite"), &fields, result.await).await
}

/// Registers the actor.
#[server]
pub async fn register(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        let notice = match workshop::register(&ctx, granted, &text(&fields, "language")).await? {
            Status::Registered => Notice::Registered,
            _ => Notice::Waiting,
        };
        Ok(Done::say(back(&fields), notice))
    };
    finish("register", &back(&fields), &fields, result.await).await
}

/// Takes the actor's registration back.
#[server]
pub async fn withdraw(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        workshop::withdraw(&ctx, workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?).await?;
        Ok(Done::say(back(&fields), Notice::Withdrawn))
    };
    finish("register", &back(&fields), &fields, result.await).await
}

/// Tells that the actor can't come to a meeting.
#[server]
pub async fn apologise(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        workshop::apologise(&ctx, granted, &text(&fields, "reason")).await?;
        Ok(Done::say(back(&fields), Notice::Apologised))
    };
    finish("apologise", &back(&fields), &fields, result.await).await
}

/// Registers somebody else.
#[server]
pub async fn register_person(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::register_other(&ctx, granted, person(&fields)?).await?;
        Ok(Done::say(room(&fields, "roster"), Notice::PersonRegistered))
    };
    finish("register_person", &room(&fields, "roster"), &fields, result.await).await
}

/// Lets somebody in.
#[server]
pub async fn approve_person(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::approve(&ctx, granted, person(&fields)?).await?;
        Ok(Done::say(room(&fields, "roster"), Notice::PersonApproved))
    };
    finish("waiting", &room(&fields, "roster"), &fields, result.await).await
}

/// Gives somebody no place.
#[server]
pub async fn decline_person(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        workshop::decline(&ctx, granted, person(&fields)?).await?;
        Ok(Done::say(room(&fields, "roster"), Notice::PersonDeclined))
    };
    finish("waiting", &room(&fields, "roster"), &fields, result.await).await
}

/// Asks the questions of an evaluation to begin with.
#[server]
pub async fn begin_evaluation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        activity::begin_evaluation(&ctx, &workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?).await?;
        Ok(Done::go(room(&fields, "results")))
    };
    finish("evaluation_question", &room(&fields, "results"), &fields, result.await).await
}

/// Asks one more question.
#[server]
pub async fn add_evaluation_question(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        let form = ActivityForm {
            kind: text(&fields, "kind"),
            title: text(&fields, "title"),
            options: text(&fields, "options"),
            ..ActivityForm::default()
        };
        activity::add_to_evaluation(&ctx, &granted, &Source::Form(Box::new(form))).await?;
        Ok(Done::go(room(&fields, "results")))
    };
    finish("evaluation_question", &room(&fields, "results"), &fields, result.await).await
}

/// No longer asks a question.
#[server]
pub async fn remove_evaluation_question(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        activity::remove_from_evaluation(&ctx, &granted, id(&text(&fields, "activity"))?).await?;
        Ok(Done::go(room(&fields, "results")))
    };
    finish("evaluation_question", &room(&fields, "results"), &fields, result.await).await
}

/// Evaluates a workshop.
#[server]
pub async fn evaluate_workshop(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        let questions = activity::own_evaluation(&ctx, &granted, None).await?;
        let answers: Vec<(ActivityId, _)> = questions.iter().map(|(q, _)| (q.id, sent(&fields, &format!("q-{}", q.id)))).collect();
        activity::evaluate(&ctx, &granted, &answers, &server::seat()).await?;
        Ok(Done::say(back(&fields), Notice::EvaluationThanks))
    };
    finish("evaluation", &room(&fields, "evaluation"), &fields, result.await).await
}
