"""The public form to ask for help, for everyone, without logging in.

Words: hulpvraag (request), voor uzelf (self), voor iemand anders (network, professional).
Promise: plain Dutch (B1) and English; nothing typed is lost on an error; nothing about who is known here comes back.
May know: access.actions, privacy.acting, web.components.
Never: a third party to tell people from robots; typed text kept on a device that may be shared.
"""
