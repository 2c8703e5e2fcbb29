//! Forms of certificates.

use backend::certificate::{self, Check, Shown};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::forms;
use crate::{
    error::AppError,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Posted, handle_with_file},
    },
};

/// Issues a new version of one's own certificate, in a language.
#[server]
pub async fn renew_certificate(#[server(flatten)] form: Posted<forms::RenewCertificate>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let held = certificate::load_for(&ctx, form.certificate.get()?).await?;
        certificate::renew(&ctx, &held, &form.language).await?;
        Ok(Done::say(form.back(), t!("notice-certificate-renewed")))
    })
    .await
}

/// Shows a certificate to others, or no longer.
#[server]
pub async fn share_certificate(#[server(flatten)] form: Posted<forms::ShareCertificate>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let held = certificate::load_for(&ctx, form.certificate.get()?).await?;
        let (shown, notice) = if form.show.is_set() {
            (Shown::ToOthers, t!("notice-certificate-shared"))
        } else {
            (Shown::ToNobody, t!("notice-certificate-hidden"))
        };
        certificate::share(&ctx, &held, shown).await?;
        Ok(Done::say(form.back(), notice))
    })
    .await
}

/// Compares a file with a certificate. Open to everybody; nothing of the file is kept.
#[server(input = MultipartFormData)]
pub async fn check_file(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::CheckFile, file| async move {
        let found = certificate::verify(&ctx, &form.code).await?;
        let result = match certificate::check_file(&ctx, &found, file.chosen()?).await? {
            Check::SamePdf => "pdf",
            Check::SameCredential => "credential",
            Check::Different => "different",
        };
        Ok(Done::go(format!("{}?file={result}#file", form.back())))
    })
    .await
}
