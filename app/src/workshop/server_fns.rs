//! Forms of workshops.

use backend::{
    access,
    workshop::{self, MeetingForm, PlanForm},
};
use domain::ids::{PersonId, WorkshopId};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, id, text},
};

/// Meetings that the form has room for.
pub const MEETINGS: u32 = 3;

/// Plans a workshop.
#[server]
pub async fn plan_workshop(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let meeting = |n: u32| MeetingForm {
            date: text(&fields, &format!("meeting_{n}_date")),
            start: text(&fields, &format!("meeting_{n}_start")),
            end: text(&fields, &format!("meeting_{n}_end")),
            place: text(&fields, &format!("meeting_{n}_place")),
        };
        let form = PlanForm {
            title: text(&fields, "title"),
            description: text(&fields, "description"),
            time_zone: text(&fields, "time_zone"),
            capacity: text(&fields, "capacity"),
            meetings: (1..=MEETINGS).map(meeting).collect(),
        };
        let id = workshop::plan(&ctx, access::network(&ctx)?, &form).await?;
        Ok(Done::say(href::workshop(id), Notice::WorkshopPlanned))
    };
    finish("plan", href::PLAN, &fields, result.await).await
}

fn back(fields: &Fields) -> String {
    id::<WorkshopId>(&text(fields, "workshop")).map_or_else(|_| href::WORKSHOPS.to_owned(), href::workshop)
}

/// Registers the actor.
#[server]
pub async fn register(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        workshop::register(&ctx, workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?).await?;
        Ok(Done::say(back(&fields), Notice::Registered))
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

/// Registers somebody else.
#[server]
pub async fn register_person(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let roster = id::<WorkshopId>(&text(&fields, "workshop")).map_or_else(|_| href::TEACH.to_owned(), href::roster);
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_for(&ctx, id(&text(&fields, "workshop"))?).await?;
        let person: PersonId = id(&text(&fields, "person")).map_err(|_nobody| {
            AppError::Invalid(domain::form::FormErrors::one("person", domain::form::FieldError::Choice))
        })?;
        workshop::register_other(&ctx, granted, person).await?;
        Ok(Done::say(roster.clone(), Notice::PersonRegistered))
    };
    finish("register_person", &roster, &fields, result.await).await
}
