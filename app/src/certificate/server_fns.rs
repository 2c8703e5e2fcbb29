//! Forms of certificates.

use backend::certificate::{self, Shown};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Posted},
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
