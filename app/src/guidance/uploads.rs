//! Forms of guidance with a file. Their addresses have a higher limit for the body.

use backend::{
    guidance::{self, Question},
    organisation,
    stored_file::Brought,
};
use domain::{ids::OrganisationId, policy::action};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::server_fns::{load, page_of, say};
use crate::{
    error::AppError,
    href,
    server::{Studio, Upload, context, finish, id, read_upload, text},
};

fn brought(upload: &Upload) -> Option<Brought> {
    (!upload.bytes.is_empty()).then(|| Brought { name: upload.name.clone(), bytes: upload.bytes.clone() })
}

/// Asks for guidance.
#[server(input = MultipartFormData)]
pub async fn ask_guidance(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let fields = &upload.fields;
    let result = async {
        let ctx = context()?;
        ctx.person()?;
        let organisation = organisation::load_for(&ctx, id::<OrganisationId>(&text(fields, "organisation"))?).await?;
        if let Some(error) = broken {
            return Err(error);
        }
        let question = Question { about: text(fields, "about"), title: text(fields, "title"), text: text(fields, "text"), file: brought(&upload) };
        let id = guidance::ask(&ctx, &organisation, &question).await?;
        Ok(say(href::guidance(id), Studio::GuidanceAsked))
    };
    let result = result.await;
    finish("ask_guidance", href::GUIDANCE, fields, result).await
}

/// Writes in a request.
#[server(input = MultipartFormData)]
pub async fn write_guidance(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let fields = &upload.fields;
    let back = page_of(fields);
    let result = async {
        let (ctx, granted) = load::<action::ReadGuidance>(fields).await?;
        if let Some(error) = broken {
            return Err(error);
        }
        guidance::write(&ctx, &granted, &text(fields, "text"), brought(&upload).as_ref()).await?;
        Ok(say(back.clone(), Studio::GuidanceWritten))
    };
    let result = result.await;
    finish("write_guidance", &back, fields, result).await
}
